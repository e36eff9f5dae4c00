#include <algorithm>
#include <vector>

#include "mig/secrets/memory.hpp"
#include "mig/secrets/sql/statement.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kReach = 768;

/// A statement without the joints between its pieces, and where its bytes stand in the text.
struct Joined {
  std::string bytes;
  std::vector<std::uint32_t> offsets;  ///< one more than bytes
};

Joined joined_from(std::string_view text, std::uint32_t at) {
  Joined joined;
  const auto window = text.substr(0, at + kReach);
  Cursor cursor(window, at);
  while (!cursor.done() && cursor.peek() != ';') {
    const auto before = cursor.at();
    const char byte = cursor.peek();
    if (byte == '\'' || byte == '"') {
      cursor.skip();
      if (cursor.at() != before) continue;
    }
    joined.bytes.push_back(byte);
    joined.offsets.push_back(before);
    cursor.move_to(before + 1);
  }
  joined.offsets.push_back(cursor.at());
  return joined;
}

}  // namespace

void find_split_statement(const Text& text, Hit hit, Detections& found) {
  Memory nothing;
  auto& until = text.memory == nullptr ? nothing.joined_until : text.memory->joined_until;
  if (hit.begin < until) return;
  const auto window = text.bytes.substr(hit.end, kReach / 2);
  const auto line = window.substr(0, window.find(';'));
  const auto closing = line.find_first_of("'\"");
  if (closing == std::string_view::npos) return;
  if (line.find("||", closing) == std::string_view::npos &&
      line.find('+', closing) == std::string_view::npos)
    return;
  const auto joined = joined_from(text.bytes, hit.begin);
  until = std::min(joined.offsets.back(), hit.end + static_cast<std::uint32_t>(kReach / 2));
  const auto folded = lowered(joined.bytes);
  constexpr std::string_view kWord = "password";
  const Text piece{text.path, joined.bytes, text.role, text.depth};
  for (auto at = folded.find(kWord); at != std::string::npos; at = folded.find(kWord, at + 1)) {
    const auto end = at + kWord.size();
    // Words that are not split have hits of their own.
    if (joined.offsets[end - 1] - joined.offsets[at] == kWord.size() - 1) continue;
    Detections inner;
    find_role_password(piece, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)},
                       inner);
    for (auto& detection : inner) {
      detection.span = {joined.offsets[detection.span.begin], joined.offsets[detection.span.end]};
      found.push_back(std::move(detection));
    }
  }
}

}  // namespace mig::secrets
