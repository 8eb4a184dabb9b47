// Runs the threads of blocks. Threads go on until they wait; those of a warp, and the warps of a block, take turns in an order that the seed decides.
#include <sys/mman.h>
#include <algorithm>
#include <cstring>
#include <numeric>
#include <random>
#include <vector>
#include "fibers.h"
#include "stand_in.h"

struct Index { unsigned x, y, z; };

extern "C"
{
    __attribute__((visibility("default"))) Index standin_thread, standin_block, standin_block_size, standin_grid_size;
    __attribute__((visibility("default"))) unsigned long long standin_loaded, standin_stored;
    __attribute__((visibility("default"), aligned(128))) unsigned char standin_dynamic[232448 + 128];
}

namespace
{
enum State : unsigned char { ready, atBlockBarrier, atWarpBarrier, done };
enum Operation : int { synchronize, shuffle, ballot };

struct Thread
{
    Stack stack;
    char* memory;
    State state;
    int line;               // of the barrier that the thread waits at
    int vote;               // at a block barrier: value that is counted
    Operation operation;    // at a warp barrier
    unsigned mask;
    int source;             // lane whose value a shuffle takes
    unsigned char value[16], result[16];
};

constexpr std::size_t stackSize = 128 * 1024, stackStride = stackSize + 832;   // Stacks at equal places of their pages would share a few lines of the caches.
constexpr unsigned char canary = 0xa5;
constexpr int warpSize = 32;

Stack scheduler;
std::vector<Thread> threads;
int count, current, votes;
const Kernel* kernel;
void** arguments;
int failure;
unsigned seed;
std::minstd_rand random_;

[[noreturn]] void leave()
{
    switchStack(threads[current].stack, scheduler);
    __builtin_unreachable();
}

void wait(State state)
{
    threads[current].state = state;
    switchStack(threads[current].stack, scheduler);
}

void runThread()
{
    kernel->run(arguments);
    threads[current].state = done;
    leave();
}

void makeThreads(int wanted)
{
    if ((int)threads.size() >= wanted)
    {
        return;
    }

    const int first = (int)threads.size();
    char* memory = (char*)mmap(nullptr, stackStride * (wanted - first), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    threads.resize(wanted);
    for (int i = first; i < wanted; i++)
    {
        threads[i].memory = memory + stackStride * (i - first);
        std::memset(threads[i].memory, canary, 64);
    }
}

// Order of count things: as they are for seed 0, from the last to the first for seed 1, else random.
void arrange(std::vector<unsigned>& order)
{
    std::iota(order.begin(), order.end(), 0u);
    if (seed == 1)
    {
        std::reverse(order.begin(), order.end());
    }
    else if (seed > 1)
    {
        for (std::size_t i = order.size(); i > 1; i--)
        {
            std::swap(order[i - 1], order[random_() % i]);
        }
    }
}

// Gives the threads of a warp barrier their results and lets them go on.
void release(int first, unsigned lanes)
{
    unsigned ballots = 0;
    for (int lane = 0; lane < warpSize; lane++)
    {
        ballots |= lanes >> lane & 1 && threads[first + lane].value[0] ? 1u << lane : 0u;
    }

    for (int lane = 0; lane < warpSize; lane++)
    {
        if (lanes >> lane & 1)
        {
            Thread& thread = threads[first + lane];
            if (thread.operation == shuffle)
            {
                // A lane that takes no part has no value: NaN.
                lanes >> thread.source & 1 ? std::memcpy(thread.result, threads[first + thread.source].value, 16) : std::memset(thread.result, 0xff, 16);
            }
            else
            {
                std::memcpy(thread.result, &ballots, sizeof ballots);
            }

            thread.state = ready;
        }
    }
}

// Lets those threads of a warp go on that wait at a warp barrier with all others of their masks. Returns whether there were any.
bool releaseWarp(int first, int last)
{
    bool released = false;
    for (int i = first; i < last; i++)
    {
        if (threads[i].state != atWarpBarrier)
        {
            continue;
        }

        unsigned lanes = 0;
        bool complete = true;
        for (int k = first; k < last && complete; k++)
        {
            if (threads[i].mask >> (k - first) & 1 && threads[k].state != done)
            {
                complete = threads[k].state == atWarpBarrier && threads[k].mask == threads[i].mask && threads[k].operation == threads[i].operation && threads[k].line == threads[i].line;
                lanes |= 1u << (k - first);
            }
        }

        if (complete && lanes >> (i - first) & 1)
        {
            release(first, lanes);
            released = true;
        }
    }

    return released;
}

// Runs a warp as far as it gets without the others. Returns whether a thread ran.
bool runWarp(int warp)
{
    const int first = warp * warpSize, last = std::min(first + warpSize, count);
    bool ran = false, goOn = true;
    while (goOn && failure == 0)
    {
        const unsigned start = seed > 1 ? random_() : seed == 1 ? 31 : 0, step = seed > 1 ? random_() | 1 : seed == 1 ? 31 : 1;
        for (unsigned k = 0; k < warpSize && failure == 0; k++)
        {
            const int i = first + (int)((start + k * step) % warpSize);
            if (i < last && threads[i].state == ready)
            {
                current = i;
                standin_thread = { (unsigned)i, 0, 0 };
                switchStack(scheduler, threads[i].stack);
                ran = true;
            }
        }

        goOn = releaseWarp(first, last);
    }

    return ran;
}

// Describes where the threads of a block wait that never get together.
int failDivergent(const char* what)
{
    std::string text = std::string("divergent ") + what + " in block " + std::to_string(standin_block.x) + ":";
    for (int state = atBlockBarrier; state <= done; state++)
    {
        int number = 0, line = 0, other = 0;
        for (int i = 0; i < count; i++)
        {
            if (threads[i].state == state)
            {
                number++;
                other = line == 0 || line == threads[i].line ? other : threads[i].line;
                line = line == 0 ? threads[i].line : line;
            }
        }

        if (number > 0)
        {
            text += " " + std::to_string(number) + (state == done ? " threads have ended;" : state == atBlockBarrier ? " threads wait for the block" : " threads wait for their warp");
            text += state == done ? "" : " (line " + std::to_string(line) + (other ? " and " + std::to_string(other) : "") + ");";
        }
    }

    return fail(launchFailed, text);
}

// Lets a block go on in which every thread waits or has ended. Returns whether all wait at the same barrier.
bool releaseBlock()
{
    int line = 0;
    votes = 0;
    for (int i = 0; i < count; i++)
    {
        if (threads[i].state == atBlockBarrier)
        {
            line = line == 0 ? threads[i].line : line;
            if (line != threads[i].line)
            {
                return false;
            }

            votes += threads[i].vote != 0;
        }
    }

    for (int i = 0; i < count; i++)
    {
        threads[i].state = threads[i].state == atBlockBarrier ? ready : threads[i].state;
    }

    return true;
}

int finishBlock(unsigned sharedBytes)
{
    for (int i = 0; i < count; i++)
    {
        if ((unsigned char)threads[i].memory[0] != canary)
        {
            return fail(launchFailed, "a thread uses more than " + std::to_string(stackSize) + " bytes of local memory");
        }
    }

    for (int i = 0; i < 64; i++)
    {
        if (standin_dynamic[sharedBytes + i] != canary)
        {
            return fail(illegalAddress, "write behind the " + std::to_string(sharedBytes) + " bytes of dynamic shared memory");
        }
    }

    return 0;
}

int runBlock(std::vector<unsigned>& warps, unsigned sharedBytes)
{
    kernel->poison();
    std::memset(standin_dynamic, 0xff, sharedBytes);
    std::memset(standin_dynamic + sharedBytes, canary, 64);
    for (int i = 0; i < count; i++)
    {
        startStack(threads[i].stack, threads[i].memory, stackSize, runThread);
        threads[i].state = ready;
    }

    for (;;)
    {
        bool ran = false;
        arrange(warps);
        for (unsigned warp : warps)
        {
            ran = runWarp((int)warp) || ran;
            if (failure != 0)
            {
                return failure;
            }
        }

        int waiting = 0, ended = 0;
        for (int i = 0; i < count; i++)
        {
            waiting += threads[i].state == atBlockBarrier;
            ended += threads[i].state == done;
        }

        if (ended == count)
        {
            return finishBlock(sharedBytes);
        }

        if (waiting + ended < count ? !ran : !releaseBlock())
        {
            return failDivergent("barrier");
        }
    }
}

void failThread(int error, const std::string& text)
{
    failure = fail(error, text + " in thread " + std::to_string(current) + " of block " + std::to_string(standin_block.x));
    leave();
}

// What g++ -fsanitize passes to its handlers.
struct Place { const char* file; unsigned line, column; };
std::string describe(const Place& place) { return std::string(place.file ? place.file : "?") + ":" + std::to_string(place.line); }
}

int runGrid(const Kernel& called, unsigned blocks, unsigned blockSize, unsigned sharedBytes, void** values)
{
    kernel = &called;
    arguments = values;
    count = (int)blockSize;
    failure = 0;
    random_.seed(seed + 1);
    standin_block_size = { blockSize, 1, 1 };
    standin_grid_size = { blocks, 1, 1 };
    makeThreads(count);
    std::vector<unsigned> order(blocks), warps((blockSize + warpSize - 1) / warpSize);
    arrange(order);
    for (unsigned block : order)
    {
        standin_block = { block, 0, 0 };
        if (int error = runBlock(warps, sharedBytes))
        {
            return error;
        }
    }

    return 0;
}

EXPORT void standin_set_seed(unsigned value) { seed = value; }

EXPORT int standin_block_barrier(int line, int vote)
{
    threads[current].line = line;
    threads[current].vote = vote;
    wait(atBlockBarrier);
    return votes;
}

EXPORT void standin_warp_barrier(int operation, unsigned mask, void* value, int size, int source, int line)
{
    Thread& thread = threads[current];
    thread.operation = (Operation)operation;
    thread.mask = mask;
    thread.source = source;
    thread.line = line;
    std::memcpy(thread.value, value, size);
    wait(atWarpBarrier);
    std::memcpy(value, threads[current].result, size);
}

EXPORT void standin_trap(int line) { failThread(trapped, "trap (line " + std::to_string(line) + ")"); }

// An access whose address does not fit the type, which a GPU refuses too.
EXPORT void __ubsan_handle_type_mismatch_v1_abort(Place* place, void*) { failThread(misalignedAddress, "misaligned or null address at " + describe(*place)); }

EXPORT void __ubsan_handle_out_of_bounds_abort(Place* place, void*) { failThread(illegalAddress, "index out of the bounds of its array at " + describe(*place)); }
