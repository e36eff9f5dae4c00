#include "mig/secrets/character.hpp"
#include "mig/secrets/layer/read_escapes.hpp"

namespace mig::secrets::layer {
namespace {

Edit entity_edit(std::size_t begin, std::size_t end, char32_t value) {
  Edit edit = edit_of(begin, end, EditKind::entity, kStrong);
  edit.set(value);
  return edit;
}

struct Entity {
  std::string_view name;
  char value;
};
constexpr Entity kEntities[] = {
    {"amp", '&'},    {"lt", '<'},     {"gt", '>'},       {"quot", '"'},   {"apos", '\''},
    {"nbsp", ' '},   {"colon", ':'},  {"sol", '/'},      {"commat", '@'}, {"equals", '='},
    {"num", '#'},    {"period", '.'}, {"lowbar", '_'},   {"hyphen", '-'}, {"dollar", '$'},
    {"percnt", '%'}, {"excl", '!'},   {"quest", '?'},    {"plus", '+'},   {"ast", '*'},
    {"lpar", '('},   {"rpar", ')'},   {"comma", ','},    {"semi", ';'},   {"bsol", '\\'},
    {"lsqb", '['},   {"rsqb", ']'},   {"lcub", '{'},     {"rcub", '}'},   {"Tab", '\t'},
    {"verbar", '|'}, {"Hat", '^'},    {"NewLine", '\n'}, {"grave", '`'},  {"AMP", '&'},
    {"LT", '<'},     {"GT", '>'},     {"QUOT", '"'}};

std::optional<Edit> numeric_entity(std::string_view text, std::size_t at) {
  const bool is_hex = (at_or_nul(text, at + 2) | 0x20) == 'x';
  const unsigned base = is_hex ? 16 : 10;
  char32_t value = 0;
  const std::size_t first = at + (is_hex ? 3 : 2);
  std::size_t end = first;
  while (end < text.size() && end < first + 8 && hex_value(text[end]) < base) {
    value = value * base + hex_value(text[end++]);
  }
  if (end == first) return std::nullopt;
  const bool closed = at_or_nul(text, end) == ';';
  // Browsers read one without its end when no digit follows; then there are at least two digits.
  if (!closed && end - first < 2) return std::nullopt;
  const bool is_character = value != 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
  if (!is_character) return std::nullopt;
  return entity_edit(at, end + (closed ? 1 : 0), value);
}

}  // namespace

std::optional<Edit> read_entity(std::string_view text, std::size_t at) {
  if (at_or_nul(text, at + 1) == '#') return numeric_entity(text, at);
  const std::size_t length = text.substr(at, 10).find(';');
  if (length == std::string_view::npos || length < 3) return std::nullopt;
  const std::size_t end = at + length;
  const std::string_view name = text.substr(at + 1, end - at - 1);
  for (const Entity& entity : kEntities) {
    if (entity.name != name) continue;
    return entity_edit(at, end + 1, static_cast<unsigned char>(entity.value));
  }
  return std::nullopt;
}

}  // namespace mig::secrets::layer
