#include "mig/rules/pii/answering_person.hpp"

#include <algorithm>

#include "mig/contract/document_kind.hpp"

namespace mig::rules::pii_rules {
namespace {

/// An actor is a small object: further back nothing is looked for.
constexpr std::size_t kLongestActor = 2000;

bool is_receipt(std::string_view path) {
  const auto kind = contract::kind_by_path(path);
  return kind && contract::info_of(*kind).family == "receipt";
}

/// Whether a place lies inside of the value of the key "actor".
bool lies_in_actor(std::string_view bytes, std::size_t at) {
  at = std::min(at, bytes.size());
  const auto from = at > kLongestActor ? at - kLongestActor : 0;
  const auto before = bytes.substr(from, at - from);
  const auto key = before.rfind("\"actor\"");
  if (key == std::string_view::npos) return false;
  int depth = 0;
  bool was_opened = false;
  for (const char byte : before.substr(key)) {
    if (byte == '{') ++depth;
    was_opened = was_opened || depth > 0;
    if (byte == '}') --depth;
    if (byte == ',' && depth == 0) return false;
    if (was_opened && depth <= 0) return false;
  }
  return true;
}

}  // namespace

bool is_answering_person(const bundle::ScannedFile& file, const secrets::Detection& detection) {
  if (file.scan.role == secrets::FileRole::approval) return true;
  return is_receipt(file.path) && lies_in_actor(file.source->bytes(), detection.span.begin);
}

}  // namespace mig::rules::pii_rules
