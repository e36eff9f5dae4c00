// Any text is a script: it is read, predicted and compared without a crash, twice with one answer,
// and every position lies inside it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "mig/catalog/simulation.hpp"

namespace {

bool inside(mig::Span span, std::size_t size) {
  return span.begin <= span.end && span.end <= size;
}

}  // namespace

// libpg_query forgets one byte for each text that it rejects.
extern "C" const char* __lsan_default_suppressions() { return "leak:pg_query_raw_parse"; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view script(reinterpret_cast<const char*>(data), size);
  mig::catalog::Catalog before;
  before.complete = size % 2 == 0;
  const auto first = mig::catalog::predict(before, script);
  for (const auto& effect : first.effects) {
    if (!inside(effect.span, size)) std::abort();
  }
  for (const auto& fault : first.faults) {
    if (!inside(fault.span, size) || fault.message.empty()) std::abort();
  }
  for (const auto& fact : first.facts) {
    if (!inside(fact.span, size)) std::abort();
  }
  const auto second = mig::catalog::predict(before, script);
  if (second.effects.size() != first.effects.size()) std::abort();
  if (mig::catalog::delta(before, first.after) != mig::catalog::delta(before, second.after))
    std::abort();
  return 0;
}
