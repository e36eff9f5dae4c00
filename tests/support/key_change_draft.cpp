#include "support/key_change_draft.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "support/key_changes.hpp"

namespace mig::test {
namespace {

using document::LocatedValue;

std::vector<std::string> segments_of(std::string_view key) {
  std::vector<std::string> segments;
  while (!key.empty()) {
    const auto end = std::min(key.find('.'), key.size());
    segments.emplace_back(key.substr(0, end));
    key.remove_prefix(std::min(end + 1, key.size()));
  }
  return segments;
}

bool fits(std::string_view pattern, std::string_view name) {
  return pattern.ends_with('*') ? name.starts_with(pattern.substr(0, pattern.size() - 1))
                                : name == pattern;
}

/// Where a key stands: the value, and the object that has it.
struct Place {
  LocatedValue* owner = nullptr;
  LocatedValue* value = nullptr;
};

Place find(LocatedValue& from, const std::vector<std::string>& segments, std::size_t index) {
  if (from.object() == nullptr) return {};
  std::string_view name = segments[index];
  const bool is_list = name.ends_with("[]");
  if (is_list) name.remove_suffix(2);
  for (auto& member : *from.object()) {
    if (!fits(name, member.key)) continue;
    if (index + 1 == segments.size()) return {&from, &member.value};
    if (!is_list) return find(member.value, segments, index + 1);
    for (auto& item : *member.value.array()) {
      if (const auto found = find(item, segments, index + 1); found.value != nullptr) return found;
    }
  }
  return {};
}

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string on_one_line(const LocatedValue& value) {
  if (const auto* word = value.string()) return in_quotes(*word);
  if (const auto* integer = value.integer()) return fmt::format("{}", *integer);
  if (const auto* number = value.number()) return fmt::format("{}", *number);
  if (const auto* flag = value.boolean()) return *flag ? "true" : "false";
  std::string out;
  if (const auto* items = value.array()) {
    for (const auto& item : *items) out += (out.empty() ? "" : ", ") + on_one_line(item);
    return "[" + out + "]";
  }
  if (const auto* members = value.object()) {
    for (const auto& member : *members) {
      out += (out.empty() ? "" : ", ") + in_quotes(member.key) + ": " + on_one_line(member.value);
    }
    return "{" + out + "}";
  }
  return "null";
}

void write(const LocatedValue& value, const std::string& indent, std::string& out) {
  for (const auto& member : *value.object()) {
    out += indent + member.key + ":";
    if (member.value.object() != nullptr && !member.value.object()->empty()) {
      out += '\n';
      write(member.value, indent + "  ", out);
    } else {
      out += " " + on_one_line(member.value) + "\n";
    }
  }
}

}  // namespace

Draft::Draft(contract::DocumentKind kind, LocatedValue value)
    : kind_(kind), value_(std::move(value)) {}

LocatedValue* Draft::at(std::string_view key) {
  return find(value_, segments_of(key), 0).value;
}

bool Draft::remove(std::string_view key) {
  const auto place = find(value_, segments_of(key), 0);
  if (place.owner == nullptr) return false;
  auto& members = *place.owner->object();
  members.erase(std::find_if(members.begin(), members.end(), [&](const document::Member& member) {
    return &member.value == place.value;
  }));
  return true;
}

bool Draft::fits_schema() const {
  return contract::schema_of(kind_).validate(value_, 1).empty();
}

std::string Draft::yaml() const {
  return written_as_yaml(value_);
}

std::string written_as_yaml(const LocatedValue& value) {
  if (value.object() == nullptr) return on_one_line(value) + "\n";
  std::string out;
  write(value, "", out);
  return out;
}

}  // namespace mig::test
