// Switches between stacks. On x86-64 by hand, because swapcontext makes a system call each time; elsewhere by swapcontext.
#pragma once
#include <cstddef>

#if defined(__x86_64__)
struct Stack { void* top; };
#else
#include <ucontext.h>
struct Stack { ucontext_t context; };
#endif

// Saves the running stack and goes on on another one.
void switchStack(Stack& from, Stack& to);

// Prepares a stack that begins with a call of entry, which must not return.
void startStack(Stack& stack, char* memory, std::size_t size, void (*entry)());
