#define _GNU_SOURCE
#include "CSupport.h"
#if defined(__linux__)
#include <malloc.h>
#include <sys/prctl.h>
#include <sys/timex.h>
#endif

int starling_set_parent_death_signal(int signal) {
#if defined(__linux__)
  return prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0);
#else
  (void)signal;
  return 0;
#endif
}

int starling_spawn_close_from(posix_spawn_file_actions_t *actions, int first) {
#if defined(__linux__)
  return posix_spawn_file_actions_addclosefrom_np(actions, first);
#else
  (void)actions;
  (void)first;
  return 0;
#endif
}

int starling_clock_is_kept(void) {
#if defined(__linux__)
  struct timex state = {0};
  int code = adjtimex(&state);
  return code == -1 ? -1 : code != TIME_ERROR;
#else
  return -1;
#endif
}

void starling_give_memory_back(void) {
#if defined(__linux__)
  malloc_trim(0);
#endif
}
