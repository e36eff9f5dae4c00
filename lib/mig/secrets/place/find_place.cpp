#include "mig/secrets/place/find_places.hpp"

#include <array>
#include <string>
#include <vector>

#include "mig/secrets/character.hpp"
#include "mig/secrets/place/forms.hpp"
#include "mig/secrets/place/literals.hpp"

namespace mig::secrets {
namespace {

using Handler = void (*)(std::string_view, Hit, Detections&);

// The signs of a degree are two bytes; with the byte behind they are rare enough to be literals.
constexpr auto kSigns = std::to_array<std::string_view>({"\xc2\xb0", "\xc2\xba", "\xcb\x9a"});
constexpr std::string_view kBehindSigns = "0123456789 nsewo,\")'\\|\n\r\t;<]-\xc2/";

bool is_sign(std::string_view literal) {
  return literal.size() == 3 && (literal[0] == '\xc2' || literal[0] == '\xcb');
}

const std::vector<std::string>& sign_literals() {
  static const std::vector<std::string> literals = [] {
    std::vector<std::string> made;
    for (std::string_view sign : kSigns)
      for (char behind : kBehindSigns) made.push_back(std::string(sign) + behind);
    return made;
  }();
  return literals;
}

Handler handler_of(std::string_view literal) {
  const char first = folded(literal.front());
  if (is_sign(literal)) return look_at_degree;
  if (first == '0') return look_at_wkb;
  for (const PlaceLiteral& entry : place_words())
    if (entry.literal.size() == literal.size() && entry.literal.front() == first &&
        stands_at(literal, 0, entry.literal))
      return entry.look;
  return nullptr;
}

}  // namespace

std::span<const std::string_view> place_literals() {
  static const std::vector<std::string_view> literals = [] {
    std::vector<std::string_view> all;
    for (const PlaceLiteral& entry : place_words()) all.push_back(entry.literal);
    for (std::string_view literal : wkb_literals()) all.push_back(literal);
    for (const std::string& literal : sign_literals()) all.push_back(literal);
    return all;
  }();
  return literals;
}

void find_place(const Text& text, Hit hit, Detections& found) {
  if (hit.begin >= hit.end || hit.end > text.bytes.size()) return;
  const char first = text.bytes[hit.begin];
  // Runs of one byte hold the same literal at every place: the first is enough.
  const bool may_run = folded(first) == 'f' || first == '/';
  if (may_run && hit.begin > 0 && text.bytes[hit.begin - 1] == first) return;
  if (is_covered(found, hit.begin)) return;
  if (const Handler handler = handler_of(text.bytes.substr(hit.begin, hit.end - hit.begin)))
    handler(text.bytes, hit, found);
}

}  // namespace mig::secrets
