#include "fibers.h"

#if defined(__x86_64__)
extern "C" void standin_switch(void** from, void* to);

// The registers that a called function must preserve.
asm(R"(
.text
.type standin_switch, @function
standin_switch:
    pushq %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movq %rsp, (%rdi)
    movq %rsi, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    ret
)");

void switchStack(Stack& from, Stack& to) { standin_switch(&from.top, to.top); }

void startStack(Stack& stack, char* memory, std::size_t size, void (*entry)())
{
    // The address of the entry is where "ret" finds it; after that the stack is aligned as after a call.
    auto end = (void**)((std::size_t)(memory + size - 64) & ~(std::size_t)15);
    end[0] = (void*)entry;
    end[1] = nullptr;
    for (int i = 1; i <= 6; i++)
    {
        end[-i] = nullptr;
    }

    stack.top = end - 6;
}
#else
void switchStack(Stack& from, Stack& to) { swapcontext(&from.context, &to.context); }

void startStack(Stack& stack, char* memory, std::size_t size, void (*entry)())
{
    getcontext(&stack.context);
    stack.context.uc_stack.ss_sp = memory;
    stack.context.uc_stack.ss_size = size;
    stack.context.uc_link = nullptr;
    makecontext(&stack.context, entry, 0);
}
#endif
