// NVRTC's part: g++ compiles a program to a shared library, which is kept beside the stand-in under a hash of all that it is made of.
#include <dlfcn.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <sstream>
#include <vector>
#include "stand_in.h"

extern char** environ;

namespace
{
constexpr int compilationError = 6, builtinsMissing = 7, invalidOption = 5;
int major = 12, minor = 8;
std::atomic<int> compilations, temporaries;

const int architectures[] = { 50, 70, 75, 80, 86, 90 };

struct Program
{
    std::string source, log, library;
    bool isPtx = false;
};

std::string read(const std::string& path)
{
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

bool exists(const std::string& path) { return access(path.c_str(), R_OK) == 0; }

std::string ownPath()
{
    Dl_info info;
    dladdr((void*)&ownPath, &info);
    return info.dli_fname;
}

std::string folder() { return ownPath().substr(0, ownPath().rfind('/') + 1); }

std::string hash(const std::string& text)
{
    unsigned __int128 state = ((unsigned __int128)0x6c62272e07bb0142 << 64) | 0x62b821756295c58d;
    const unsigned __int128 prime = ((unsigned __int128)1 << 88) | 0x13b;
    for (unsigned char c : text)
    {
        state = (state ^ c) * prime;
    }

    char digits[33];
    std::snprintf(digits, sizeof digits, "%016llx%016llx", (unsigned long long)(state >> 64), (unsigned long long)state);
    return digits;
}

// Runs a program with its messages in a file. The runtime of the calling process may take its exit status away, so success is told by what it writes.
void run(std::vector<std::string> command, const std::string& log)
{
    std::vector<char*> arguments;
    for (auto& argument : command)
    {
        arguments.push_back(argument.data());
    }

    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 2, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    pid_t process;
    if (posix_spawnp(&process, arguments[0], &actions, nullptr, arguments.data(), environ) == 0)
    {
        int status;
        while (waitpid(process, &status, 0) < 0 && errno == EINTR)
        {
        }
    }

    posix_spawn_file_actions_destroy(&actions);
}

// Options of the compiler. -fsanitize makes accesses that a GPU refuses errors; statics of one program must not be taken for those of another.
std::vector<std::string> flags()
{
    std::vector<std::string> flags = { "-std=c++17", STANDIN_OPTIMIZATION, "-fPIC", "-w", "-fno-strict-aliasing", "-fno-exceptions", "-fno-rtti", "-fvisibility=hidden", "-fno-gnu-unique", "-fno-math-errno",
        "-fsanitize=alignment,bounds", "-fno-sanitize-recover=all" };
#if defined(__x86_64__)
    if (__builtin_cpu_supports("fma"))
    {
        flags.push_back("-mfma");
    }
#endif
    return flags;
}

bool isName(char c) { return std::isalnum((unsigned char)c) || c == '_'; }

// Dynamic shared memory: "extern <mark> T name[];" becomes a pointer to the stand-in's buffer; other shared variables are static.
std::string replaceShared(std::string text)
{
    const std::string mark = "standin_shared_mark";
    for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos;)
    {
        std::size_t before = at;
        while (before > 0 && std::isspace((unsigned char)text[before - 1]))
        {
            before--;
        }

        if (before < 6 || text.compare(before - 6, 6, "extern") != 0)
        {
            text.replace(at, mark.size(), "static");
            continue;
        }

        const std::size_t end = text.find(';', at), bracket = text.rfind('[', end);
        std::size_t last = bracket;
        while (!isName(text[last - 1]))
        {
            last--;
        }

        std::size_t first = last;
        while (isName(text[first - 1]))
        {
            first--;
        }

        const std::string type = text.substr(at + mark.size(), first - at - mark.size()), name = text.substr(first, last - first);
        text.replace(before - 6, end - before + 6, type + "* const " + name + " = (decltype(" + name + "))(void*)standin_dynamic");
    }

    return text;
}

// Functions by which the driver calls the kernels, which have their marks from the shim.
std::string callers(const std::string& text)
{
    const std::string mark = "__attribute__((visibility(\"default\"), noinline, used))";
    std::string callers = "\nextern \"C\" {\n";
    for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos;)
    {
        at = text.find("void", at + mark.size());
        const std::size_t open = text.find('(', at);
        std::size_t last = open;
        while (!isName(text[last - 1]))
        {
            last--;
        }

        std::size_t first = last;
        while (isName(text[first - 1]))
        {
            first--;
        }

        const std::string name = text.substr(first, last - first);
        callers += "__attribute__((visibility(\"default\"))) void " + name + "__call(void** values) { standin_call(" + name + ", values); }\n";
        at = open;
    }

    return callers + "}\n";
}

// Machine code (sm_90) or PTX (compute_90), of a GPU that the compiler knows.
bool readArchitecture(Program& program, const std::string& name)
{
    program.isPtx = name.rfind("compute_", 0) == 0;
    const int number = std::atoi(name.c_str() + name.find('_') + 1);
    return std::find(std::begin(architectures), std::end(architectures), number) != std::end(architectures);
}

int compile(Program& program, const std::vector<std::string>& options)
{
    const std::string shim = folder() + "shim.h", own = ownPath();
    std::string key = program.source + '\0' + own + '\0' + read(shim);
    std::vector<std::string> common = { "g++" };
    for (auto& list : { flags(), options })
    {
        for (auto& option : list)
        {
            key += '\0' + option;
            common.push_back(option);
        }
    }

    program.library = folder() + hash(key) + ".so";
    if (exists(program.library))
    {
        return 0;
    }

    const std::string base = folder() + "tmp_" + std::to_string(getpid()) + "_" + std::to_string(temporaries++), log = base + ".log";
    std::ofstream(base + ".cpp") << "#line 1 \"program\"\n" << program.source << "\n";
    auto preprocess = common, build = common;
    preprocess.insert(preprocess.end(), { "-E", "-include", shim, "-o", base + ".i", base + ".cpp" });
    run(preprocess, log);
    if (exists(base + ".i"))
    {
        const std::string text = replaceShared(read(base + ".i"));
        std::ofstream(base + ".ii") << text << callers(text);
        build.insert(build.end(), { "-shared", "-nostdlib", "-x", "c++-cpp-output", base + ".ii", "-x", "none", own, "-lm", "-lc", "-lgcc", "-o", base + ".so" });
        run(build, log);
    }

    program.log = read(log);
    const bool built = exists(base + ".so") && std::rename((base + ".so").c_str(), program.library.c_str()) == 0;
    for (const char* end : { ".cpp", ".i", ".ii", ".log" })
    {
        std::remove((base + end).c_str());
    }

    return built ? 0 : compilationError;
}
}

EXPORT void standin_set_version(int newMajor, int newMinor) { major = newMajor; minor = newMinor; }
EXPORT int standin_compilations() { return compilations; }

EXPORT int nvrtcVersion(int* first, int* second) { return *first = major, *second = minor, 0; }
EXPORT int nvrtcGetNumSupportedArchs(int* count) { return *count = std::size(architectures), 0; }
EXPORT int nvrtcGetSupportedArchs(int* values) { return std::copy(std::begin(architectures), std::end(architectures), values), 0; }
EXPORT int nvrtcCreateProgram(Program** program, const char* source, const char*, int, const char* const*, const char* const*) { return *program = new Program{ source, "", "" }, 0; }

EXPORT int nvrtcCompileProgram(Program* program, int count, const char* const* options)
{
    // As NVRTC does: by a name with the version.
    void* builtins = dlopen(("libnvrtc-builtins.so." + std::to_string(major) + "." + std::to_string(minor)).c_str(), RTLD_NOW);
    if (!builtins)
    {
        return builtinsMissing;
    }

    dlclose(builtins);
    std::vector<std::string> passed;
    for (int i = 0; i < count; i++)
    {
        const std::string option = options[i], value = option.substr(option.find('=') + 1);
        bool isKnown = option.rfind("--std=", 0) == 0;
        if (option.rfind("--gpu-architecture=", 0) == 0)
        {
            isKnown = readArchitecture(*program, value);
        }
        else if (option.rfind("--define-macro=", 0) == 0 || option.rfind("-D", 0) == 0)
        {
            isKnown = true;
            passed.push_back(option[1] == 'D' ? option : "-D" + value);
        }

        if (!isKnown)
        {
            program->log = "invalid option " + option;
            return invalidOption;
        }
    }

    compilations++;
    return compile(*program, passed);
}

EXPORT int nvrtcGetProgramLogSize(Program* program, std::size_t* size) { return *size = program->log.size() + 1, 0; }
EXPORT int nvrtcGetProgramLog(Program* program, char* text) { return std::strcpy(text, program->log.c_str()), 0; }
EXPORT int nvrtcGetCUBINSize(Program* program, std::size_t* size) { return *size = program->isPtx ? 0 : program->library.size() + 9, 0; }
EXPORT int nvrtcGetCUBIN(Program* program, char* image) { return std::strcpy(image, ("standin:" + program->library).c_str()), 0; }
EXPORT int nvrtcGetPTXSize(Program* program, std::size_t* size) { return *size = program->library.size() + 9, 0; }
EXPORT int nvrtcGetPTX(Program* program, char* image) { return nvrtcGetCUBIN(program, image); }
EXPORT int nvrtcDestroyProgram(Program** program) { return delete *program, *program = nullptr, 0; }

EXPORT const char* nvrtcGetErrorString(int error)
{
    return error == compilationError ? "NVRTC_ERROR_COMPILATION" : error == builtinsMissing ? "NVRTC_ERROR_BUILTIN_OPERATION_FAILURE" : error == invalidOption ? "NVRTC_ERROR_INVALID_OPTION" : "NVRTC_ERROR";
}
