#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "mig/pattern/pattern.hpp"

namespace mig::pattern {
namespace {

bool is_word_byte(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return byte >= 0x80U || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= 'a' && byte <= 'z');
}

int count_words(std::string_view text) {
  int words = 0;
  bool inside = false;
  for (const char letter : text) {
    const bool blank = letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
    if (blank) {
      inside = false;
    } else if (!inside && is_word_byte(letter)) {
      inside = true;
      ++words;
    }
  }
  return words;
}

bool is_sentence_without_blanks(std::string_view text) {
  int wide = 0;
  for (const char letter : text) {
    if (static_cast<unsigned char>(letter) >= 0xE0U) ++wide;
  }
  return wide >= 4;
}

// The expression is part of the program and tested with it.
Pattern compiled(std::string_view expression) {
  auto pattern = Pattern::compile(expression);
  if (!pattern) {
    std::fputs("mig: a built-in expression does not compile\n", stderr);
    std::abort();
  }
  return std::move(*pattern);
}

}  // namespace

bool holds_words(std::string_view text, int fewest) {
  return count_words(text) >= fewest || is_sentence_without_blanks(text);
}

bool names_a_record(std::string_view text) {
  static const Pattern record = compiled(
      // A URI with something behind its authority: the front page of a tracker is no record.
      "[A-Za-z][A-Za-z0-9+.-]*://[^\\s/]+/[^\\s/]+"
      // ADR-0042, GOV-17; #123, maps/core#123, !45
      "|\\b[A-Z][A-Z0-9]{1,9}-[0-9]*[1-9][0-9]*\\b|[#!][0-9]*[1-9][0-9]*\\b"
      // ADR 42, issue no. 17
      "|(?i:\\b(adr|rfc|issue|ticket|record|decision|case|pr|mr|pull request|merge request|change)"
      "s?\\s+(no\\.?\\s*|number\\s+|nr\\.?\\s*)?#?[0-9]*[1-9][0-9]*\\b)"
      // docs/adr/0042-flip.md
      "|[\\w.-]+/[\\w./-]+\\.(?:md|adoc|rst|txt|pdf|yml|yaml|json)\\b");
  return record.search(text);
}

}  // namespace mig::pattern
