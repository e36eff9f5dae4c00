#include "mig/catalog/session.hpp"

namespace mig::catalog {
namespace {

constexpr std::size_t kLongest = 63;

/// At most `size` bytes, never through the middle of a character.
std::string clip(std::string_view text, std::size_t size) {
  if (text.size() <= size) return std::string(text);
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
  return std::string(text.substr(0, size));
}

template <class Taken>
std::string first_free(std::string_view first, std::string_view second, std::string_view label,
                       Taken taken) {
  for (int pass = 0;; ++pass) {
    const auto numbered = std::string(label) + (pass == 0 ? "" : std::to_string(pass));
    auto name = object_name(first, second, numbered);
    if (!taken(name)) return name;
  }
}

}  // namespace

// makeObjectName() of PostgreSQL: the longer of both names is cut first.
std::string object_name(std::string_view first, std::string_view second, std::string_view label) {
  std::size_t overhead = 0;
  if (!second.empty()) ++overhead;
  if (!label.empty()) overhead += label.size() + 1;
  const auto available = kLongest - overhead;
  auto left = first.size();
  auto right = second.size();
  while (left + right > available) {
    if (left > right) {
      --left;
    } else {
      --right;
    }
  }
  auto name = clip(first, left);
  if (!second.empty()) name += '_' + clip(second, right);
  if (!label.empty()) name += '_' + std::string(label);
  return name;
}

std::string choose_relation_name(const Session& session, Id schema, std::string_view first,
                                 std::string_view second, std::string_view label, bool constraint) {
  return first_free(first, second, label, [&](const std::string& name) {
    return session.catalog.find('r', schema, name) != 0 ||
           (constraint && session.catalog.constraint_exists(schema, name));
  });
}

std::string choose_constraint_name(const Session& session, Id schema, std::string_view first,
                                   std::string_view second, std::string_view label) {
  return first_free(first, second, label, [&](const std::string& name) {
    return session.catalog.constraint_exists(schema, name);
  });
}

// ChooseIndexNameAddition() of PostgreSQL.
std::string column_names(const Session&, const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) {
    if (!text.empty()) text += '_';
    text += name.substr(0, kLongest);
    if (text.size() >= kLongest) break;
  }
  return text;
}

}  // namespace mig::catalog
