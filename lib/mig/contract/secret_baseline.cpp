#include "mig/contract/secret_baseline.hpp"

#include <algorithm>
#include <utility>

#include "mig/contract/field.hpp"

namespace mig::contract {

SecretBaseline read_secret_baseline(const document::LocatedValue& value) {
  SecretBaseline baseline;
  if (auto salt = string_member(value, "salt")) baseline.salt = std::move(salt->value);
  const auto* entries = member(value, "entries");
  if (entries == nullptr || entries->array() == nullptr) return baseline;
  for (const auto& item : *entries->array()) {
    KnownValue known;
    known.span = item.span();
    const auto read = [&item](std::string_view key, std::string& into) {
      if (auto text = string_member(item, key)) into = std::move(text->value);
    };
    read("rule", known.rule);
    read("path", known.path);
    read("fingerprint", known.fingerprint);
    if (const auto count = integer_member(item, "count")) known.count = count->value;
    baseline.entries.push_back(std::move(known));
  }
  std::stable_sort(baseline.entries.begin(), baseline.entries.end());
  return baseline;
}

}  // namespace mig::contract
