// Counter of libtorch's operators, loaded before libtorch (LD_PRELOAD): libtorch asks this function for observers at every operator that it dispatches, forward and backward.
// x86-64 Linux: the call is counted and goes on to libtorch's own function, with all registers as they were.
#define _GNU_SOURCE
#include <dlfcn.h>

__attribute__((visibility("hidden"))) long operatorCalls;
__attribute__((visibility("hidden"))) void* realFunction;

long countOperators(void) { return operatorCalls; }

__attribute__((visibility("hidden"), used)) void findFunction(void)
{
    realFunction = dlsym(dlopen("libtorch_cpu.so", RTLD_LAZY | RTLD_NOLOAD), "_ZN2at27getStepCallbacksUnlessEmptyENS_11RecordScopeE");
}

__asm__(
    ".text\n"
    ".globl _ZN2at27getStepCallbacksUnlessEmptyENS_11RecordScopeE\n"
    ".type _ZN2at27getStepCallbacksUnlessEmptyENS_11RecordScopeE, @function\n"
    "_ZN2at27getStepCallbacksUnlessEmptyENS_11RecordScopeE:\n"
    "    lock incq operatorCalls(%rip)\n"
    "    cmpq $0, realFunction(%rip)\n"
    "    jne 1f\n"
    "    push %rdi\n    push %rsi\n    sub $8, %rsp\n"
    "    call findFunction\n"
    "    add $8, %rsp\n    pop %rsi\n    pop %rdi\n"
    "1:  jmp *realFunction(%rip)\n");
