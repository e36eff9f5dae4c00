// Any two documents are baselines: they are read, compared, imported and held against a script
// without a crash. A baseline never differs from itself, and what is compared as canonical JSON is
// JSON.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "mig/catalog/from_baseline.hpp"
#include "mig/catalog/simulation.hpp"
#include "mig/contract/diff_summary.hpp"
#include "mig/contract/touched.hpp"
#include "mig/delta/drift.hpp"
#include "mig/delta/report_check.hpp"
#include "mig/document/reader.hpp"

namespace {

constexpr std::string_view kScript =
    "DROP TABLE IF EXISTS public.t CASCADE; DROP SCHEMA IF EXISTS s CASCADE;"
    "CREATE TABLE public.n (id bigserial PRIMARY KEY); ALTER TABLE public.p ADD COLUMN c text;"
    "CREATE INDEX ON public.p (a); COMMENT ON TABLE public.p IS 'x'; DELETE FROM public.p;";

void expect(bool holds) {
  if (!holds) std::abort();
}

void compare(const mig::delta::Inventory& pre, const mig::delta::Inventory& post) {
  const mig::contract::ProtectedDomains domains;
  expect(mig::delta::observe(pre, pre, domains).changes.empty());
  const auto observation = mig::delta::observe(pre, post, domains);
  for (const auto& change : observation.changes) {
    expect(change.pre != nullptr || change.post != nullptr);
    expect(observation.find(change.label()) != nullptr);
  }
  const auto before = mig::catalog::catalog_of(pre.baseline);
  const auto after = mig::catalog::predict(before, kScript).after;
  const auto predicted = mig::catalog::delta(before, after);
  mig::delta::find_drift(observation, predicted, before, after);
}

}  // namespace

// libpg_query forgets one byte for each text that it rejects.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:pg_query_raw_parse";
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto touched = mig::contract::read_touched(bytes); !touched)
    expect(touched.error().span.end <= size);
  // NUL is in no document: it parts the two.
  const auto cut = std::min(bytes.find('\0'), size);
  const auto left = mig::document::read_json(bytes.substr(0, cut));
  const auto right = mig::document::read_json(cut == size ? bytes : bytes.substr(cut + 1));
  if (!left || !right) return 0;
  auto pre = mig::delta::take_inventory(mig::contract::read_baseline(*left));
  auto post = mig::delta::take_inventory(mig::contract::read_baseline(*right));
  expect(pre.has_value() && post.has_value());
  for (const auto& object : pre->baseline.objects)
    expect(mig::document::read_json(mig::delta::canonical_json(object)).has_value());
  compare(*pre, *post);
  const auto summary = mig::contract::read_diff_summary(*right);
  const auto observation = mig::delta::observe(*pre, *post, {});
  mig::delta::compare_changes(observation, summary.changes);
  mig::delta::compare_numbers(observation, summary, nullptr);
  return 0;
}
