// Two JSON texts, schema and instance, divided by the first NUL byte: neither may crash or hang us.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string_view>

#include "mig/schema/schema.hpp"

namespace {

using mig::Span;
using mig::document::LocatedValue;
using nlohmann::json;

// Deeper values never leave the document room.
constexpr int kMaxDepth = 64;

LocatedValue convert(const json& value, int depth) {
  if (depth > kMaxDepth) return {Span{}, nullptr};
  if (value.is_boolean()) return {Span{}, value.get<bool>()};
  if (value.is_number_integer()) return {Span{}, value.get<std::int64_t>()};
  if (value.is_number()) return {Span{}, value.get<double>()};
  if (value.is_string()) return {Span{}, value.get<std::string>()};
  if (value.is_array()) {
    mig::document::Array entries;
    for (const auto& entry : value) entries.push_back(convert(entry, depth + 1));
    return {Span{}, std::move(entries)};
  }
  if (value.is_object()) {
    mig::document::Object members;
    for (const auto& [key, member] : value.items()) {
      members.push_back({key, Span{}, convert(member, depth + 1)});
    }
    return {Span{}, std::move(members)};
  }
  return {Span{}, nullptr};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto divide = text.find('\0');
  if (divide == std::string_view::npos) return 0;
  const auto schema_json = json::parse(text.substr(0, divide), nullptr, false);
  const auto instance_json = json::parse(text.substr(divide + 1), nullptr, false);
  if (schema_json.is_discarded() || instance_json.is_discarded()) return 0;
  const LocatedValue schema_value = convert(schema_json, 0);
  const auto schema = mig::schema::Schema::compile({"http://host/root.json", &schema_value});
  if (!schema) return 0;
  const LocatedValue instance = convert(instance_json, 0);
  const auto found = schema->validate(instance);
  // Collecting less must not change the verdict.
  if (found.empty() != schema->validate(instance, 1).empty()) std::abort();
  for (const auto& violation : found) schema->describe(violation.instance_path);
  return 0;
}
