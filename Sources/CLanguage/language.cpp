#include "CLanguage.h"
#include <cstdio>
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

starling_language_guess starling_guess_language(const char *text, int length) {
  CLD2::Language languages[3];
  int percents[3];
  double scores[3];
  int bytes = 0, valid = 0;
  bool reliable = false;
  CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language summary = CLD2::ExtDetectLanguageSummaryCheckUTF8(
      text, length, true, &hints, 0, languages, percents, scores, nullptr, &bytes, &reliable, &valid);
  int share = 0;
  for (int i = 0; i < 3; i++) {
    if (languages[i] == summary) share = percents[i];
  }
  return {CLD2::LanguageCode(summary), share, reliable ? 1 : 0};
}
