#pragma once
#ifdef __cplusplus
extern "C" {
#endif

/* What the library says of a text. */
typedef struct {
  /* Its name of the language, such as "en" or "zh-Hant"; "un" when it cannot tell. Lives as long as the program. */
  const char *code;
  /* The share of the text's letters that are of this language, 0 to 100. */
  int percent;
  /* Whether the library trusts its answer. */
  int reliable;
} starling_language_guess;

/* The language of `length` bytes of plain text. Bytes from the first that is not valid UTF-8 on are not looked at.
   Keeps no state: may be called from several threads at once. */
starling_language_guess starling_guess_language(const char *text, int length);

#ifdef __cplusplus
}
#endif
