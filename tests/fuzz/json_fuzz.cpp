#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "document_invariants.hpp"

namespace {

using mig::document::LocatedValue;

bool same_members(const LocatedValue& ours, const nlohmann::json& theirs);

bool same(const LocatedValue& ours, const nlohmann::json& theirs) {
  switch (ours.kind()) {
    case LocatedValue::Kind::null:
      return theirs.is_null();
    case LocatedValue::Kind::boolean:
      return theirs.is_boolean() && theirs.get<bool>() == *ours.boolean();
    case LocatedValue::Kind::integer:
      return theirs.is_number_integer() && theirs.get<std::int64_t>() == *ours.integer();
    case LocatedValue::Kind::number:
      return theirs.is_number_float() && theirs.get<double>() == *ours.number();
    case LocatedValue::Kind::string:
      return theirs.is_string() && theirs.get_ref<const std::string&>() == *ours.string();
    default:
      return same_members(ours, theirs);
  }
}

bool same_members(const LocatedValue& ours, const nlohmann::json& theirs) {
  if (const auto* items = ours.array()) {
    if (!theirs.is_array() || theirs.size() != items->size()) return false;
    for (std::size_t at = 0; at < items->size(); ++at) {
      if (!same((*items)[at], theirs[at])) return false;
    }
    return true;
  }
  if (!theirs.is_object() || theirs.size() != ours.object()->size()) return false;
  for (const auto& member : *ours.object()) {
    const auto found = theirs.find(member.key);
    if (found == theirs.end() || !same(member.value, *found)) return false;
  }
  return true;
}

/// What we refuse as no JSON, the library's own reader must refuse too, and the other way round.
bool agrees(const mig::document::ReadResult<LocatedValue>& ours, const std::string& bytes) {
  using mig::document::Fault;
  const auto theirs = nlohmann::json::parse(bytes, nullptr, false);
  if (ours) return !theirs.is_discarded() && same(*ours, theirs);
  const Fault fault = ours.error().fault;
  const bool no_json =
      fault == Fault::syntax || fault == Fault::empty || fault == Fault::trailing_bytes;
  return !no_json || theirs.is_discarded();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  const auto read = mig::document::read_json(bytes);
  if (!mig::document::well_formed(read, bytes) || !agrees(read, bytes)) std::abort();
  return 0;
}
