// A complete, chained and signed bundle, with one byte changed at a time.
//
// A sample runs with the other tests; MIG_WHOLE_RUN=1 (bench/full_mutations) tries every bit of
// every byte. Meaning-free, and excepted: white space of an envelope for other white space, its
// hints `keyid`; of a reference its `uri` and the case of its `mediaType` (RFC 6838, 4.2); of
// provenance white space and a moment of a run for another moment of it.
#include <fmt/format.h>

#include "support/signed_mutation.hpp"

namespace {

using mig::test::class_of;
using mig::test::Damage;
using mig::test::Part;
using mig::test::SignedMutation;

bool is_blank(char letter) {
  return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
}

bool is_other_case(char letter, char changed) {
  const auto folded = static_cast<char>(letter | 0x20);
  return folded >= 'a' && folded <= 'z' && changed == (letter ^ 0x20);
}

/// Whether a byte stands in the value of this member, in a text with one member on a line.
bool is_in_value_of(const std::string& member, const std::string& text, std::size_t at) {
  const auto line = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
  const auto key = text.find_first_not_of(' ', line);
  const auto start = '"' + member + "\": \"";
  if (text.compare(key, start.size(), start) != 0) return false;
  const auto first = key + start.size();
  return at >= first && at < text.find('"', first);
}

bool means_nothing(Part part, const std::string& text, std::size_t at, char changed) {
  const bool is_white = is_blank(text[at]) && is_blank(changed);
  // A hint that is no hint any more (its quote ended early) is a fault of syntax.
  const bool stays_text = changed != '"' && changed != '\\';
  switch (part) {
    case Part::envelope:
    case Part::approval_envelope:
      return is_white || (stays_text && is_in_value_of("keyid", text, at));
    case Part::reference:
      return is_white || is_in_value_of("uri", text, at) ||
             (is_other_case(text[at], changed) && is_in_value_of("mediaType", text, at));
    case Part::prov:
      return is_white || is_in_value_of("time", text, at);
    default:
      return false;
  }
}

/// Eight bits, then a letter that is another.
class FlippedBytes : public SignedMutation, public testing::WithParamInterface<unsigned> {
 protected:
  static char changed(char letter) {
    const auto bit = GetParam();
    if (bit < 8U) return static_cast<char>(static_cast<unsigned char>(letter) ^ (1U << bit));
    return letter == 'k' ? 'q' : 'k';
  }
};

std::size_t stride_of(Part part) {
  switch (part) {
    case Part::prov:
      return 199;
    case Part::output:
      return 701;
    case Part::receipt:
    case Part::envelope:
      return 431;
    default:
      return 139;
  }
}

TEST_P(FlippedBytes, AreRefused) {
  for (const auto& path : files()) {
    const auto part = mig::test::part_of(path);
    // Neither signed nor digested: one bit of each byte is enough.
    if (part == Part::prov && GetParam() != 0) continue;
    const auto& original = originals_.at(path);
    for (std::size_t at = 0; at < original.size(); ++at) {
      const auto letter = changed(original[at]);
      if (means_nothing(part, original, at, letter)) continue;
      const auto& of = class_of(Damage::flipped, part);
      if (!is_due(of, stride_of(part))) continue;
      auto bytes = original;
      bytes[at] = letter;
      try_bytes(of, path, bytes, fmt::format("byte {}, change {}", at, GetParam()));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Every, FlippedBytes, testing::Range(0U, 9U));

class SignedBytes : public SignedMutation {};

TEST_F(SignedBytes, ThatNobodySees) {
  for (const auto& path : files()) {
    const auto part = mig::test::part_of(path);
    const auto& text = originals_.at(path);
    const auto half = text.size() / 2;
    const std::string nul(1, '\0');
    try_bytes(class_of(Damage::bom, part), path, "\xEF\xBB\xBF" + text, "byte-order mark");
    const auto& with_nul = class_of(Damage::nul, part);
    try_bytes(with_nul, path, text + nul, "NUL at the end");
    try_bytes(with_nul, path, nul + text, "NUL at the start");
    try_bytes(with_nul, path, text.substr(0, half) + nul + text.substr(half), "NUL in the middle");
    const auto& cut = class_of(Damage::cut, part);
    try_bytes(cut, path, text.substr(0, half), "cut in the middle");
    try_bytes(cut, path, "", "empty");
    try_bytes(cut, path, text + text, "twice");
  }
}

}  // namespace
