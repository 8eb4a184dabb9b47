// The driver's part: one context a device, programs that are shared libraries, launches that run before they return.
#include <dlfcn.h>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <vector>
#include "stand_in.h"

std::string message;

int fail(int error, const std::string& text)
{
    message = text;
    return error;
}

namespace
{
std::mutex launching;
int startError = 0, devices = 1, capability = 90, multiprocessors = 4, lastingError = 0;
unsigned long long launches;
thread_local std::vector<void*> contexts;

int attribute(int number)
{
    switch (number)
    {
        case 75: return capability / 10;
        case 76: return capability % 10;
        case 16: return multiprocessors;
        case 97: return 232448;
        case 8: return 48 * 1024;
        case 1: return 1024;
        default: return 0;
    }
}
}

extern "C" unsigned long long standin_loaded, standin_stored;

EXPORT void standin_set_start_error(int error) { startError = error; }
EXPORT void standin_set_devices(int count) { devices = count; }
EXPORT void standin_set_capability(int value) { capability = value; }
EXPORT void standin_set_multiprocessors(int value) { multiprocessors = value; }
EXPORT void standin_recover() { lastingError = 0; }
EXPORT void standin_reset() { launches = standin_loaded = standin_stored = 0; }
EXPORT unsigned long long standin_launches() { return launches; }
EXPORT unsigned long long standin_loads() { return standin_loaded; }
EXPORT unsigned long long standin_stores() { return standin_stored; }

EXPORT int cuInit(unsigned) { return startError; }
EXPORT int cuDeviceGet(int* device, int index) { return *device = index, index >= 0 && index < devices ? 0 : invalidDevice; }
EXPORT int cuDeviceGetAttribute(int* value, int number, int) { return *value = attribute(number), 0; }
EXPORT int cuDevicePrimaryCtxRetain(void** context, int device) { return *context = (void*)(std::size_t)(4096 + device), 0; }
EXPORT int cuCtxGetCurrent(void** context) { return *context = contexts.empty() ? nullptr : contexts.back(), 0; }
EXPORT int cuCtxPushCurrent_v2(void* context) { return contexts.push_back(context), 0; }

EXPORT int cuCtxPopCurrent_v2(void** context)
{
    if (contexts.empty())
    {
        return invalidContext;
    }

    *context = contexts.back();
    contexts.pop_back();
    return 0;
}

EXPORT int cuModuleLoadData(void** module, const void* image)
{
    if (contexts.empty())
    {
        return invalidContext;
    }

    // The image names the library.
    const char* text = (const char*)image;
    *module = text && std::strncmp(text, "standin:", 8) == 0 ? dlopen(text + 8, RTLD_NOW | RTLD_LOCAL) : nullptr;
    return *module ? 0 : fail(invalidImage, "no program of the stand-in");
}

EXPORT int cuModuleGetFunction(void** function, void* module, const char* name)
{
    auto run = (void (*)(void**))dlsym(module, (std::string(name) + "__call").c_str());
    if (!run)
    {
        return fail(notFound, "the program has no kernel '" + std::string(name) + "'");
    }

    *function = new Kernel{ name, run, (void (*)())dlsym(module, "standin_poison") };
    return 0;
}

EXPORT int cuFuncSetAttribute(void* function, int number, int value)
{
    if (number != 8 || value < 0 || value > 232448)
    {
        return fail(invalidValue, "invalid argument");
    }

    ((Kernel*)function)->sharedLimit = value;
    return 0;
}

EXPORT int cuLaunchKernel(void* function, unsigned x, unsigned y, unsigned z, unsigned threads, unsigned threadsY, unsigned threadsZ, unsigned shared, void*, void** arguments, void**)
{
    const Kernel& kernel = *(Kernel*)function;
    if (contexts.empty())
    {
        return fail(invalidContext, "no context is current");
    }

    if (x == 0 || y != 1 || z != 1 || threads == 0 || threads > 1024 || threadsY != 1 || threadsZ != 1 || (int)shared > kernel.sharedLimit)
    {
        return fail(invalidValue, "invalid argument");
    }

    std::lock_guard<std::mutex> lock(launching);
    if (lastingError == 0)
    {
        launches++;
        lastingError = runGrid(kernel, x, threads, shared, arguments);
    }

    return lastingError;
}

EXPORT int cuGetErrorName(int error, const char** name)
{
    switch (error)
    {
        case invalidValue: *name = "CUDA_ERROR_INVALID_VALUE"; break;
        case noDevice: *name = "CUDA_ERROR_NO_DEVICE"; break;
        case invalidDevice: *name = "CUDA_ERROR_INVALID_DEVICE"; break;
        case invalidImage: *name = "CUDA_ERROR_INVALID_IMAGE"; break;
        case invalidContext: *name = "CUDA_ERROR_INVALID_CONTEXT"; break;
        case notFound: *name = "CUDA_ERROR_NOT_FOUND"; break;
        case illegalAddress: *name = "CUDA_ERROR_ILLEGAL_ADDRESS"; break;
        case trapped: *name = "CUDA_ERROR_ILLEGAL_INSTRUCTION"; break;
        case misalignedAddress: *name = "CUDA_ERROR_MISALIGNED_ADDRESS"; break;
        case launchFailed: *name = "CUDA_ERROR_LAUNCH_FAILED"; break;
        default: return invalidValue;
    }

    return 0;
}

EXPORT int cuGetErrorString(int error, const char** text)
{
    static thread_local std::string copy;
    copy = error == noDevice ? "no CUDA-capable device is detected" : error == invalidDevice ? "invalid device ordinal" : message;
    *text = copy.c_str();
    return 0;
}
