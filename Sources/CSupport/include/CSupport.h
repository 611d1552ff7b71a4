#pragma once
#include <spawn.h>
/* What Swift's Glibc module does not show: variadic calls and Linux-only headers. */
#if defined(__linux__)
#include <sys/epoll.h>
#include <sys/eventfd.h>
#endif

/* Asks the kernel to send `signal` to this process when the thread that started it ends.
   Returns 0, or -1 with errno; does nothing and returns 0 where the system has no such call. */
int starling_set_parent_death_signal(int signal);

/* Makes a spawned program start with no open file from `first` on.
   Returns 0 or an error number; does nothing and returns 0 where the system has no such call. */
int starling_spawn_close_from(posix_spawn_file_actions_t *actions, int first);

/* Whether the kernel says that something keeps its clock right: 1 yes, 0 no, -1 it cannot be asked. */
int starling_clock_is_kept(void);

/* Gives memory that was freed back to the system, where the system has such a call. */
void starling_give_memory_back(void);
