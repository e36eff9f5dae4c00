#include "mig/rules/rehearsing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mig/base/shell_argument.hpp"
#include "mig/bundle/load_evidence.hpp"

namespace mig::rules {
namespace {

// invalid_schema_name, undefined_column, undefined_table, undefined_object, undefined_function
constexpr std::array<std::string_view, 5> kMissing{"3F000", "42703", "42P01", "42704", "42883"};

std::string command(const bundle::BundleFacts& bundle, std::string_view flags) {
  return fmt::format("mig-run rehearse {}{}", flags,
                     shell_argument(bundle.path.empty() ? "." : bundle.path));
}

/// Whether the registry lists the bundle, and one of its store before it. It refuses to replay for
/// a bundle that it does not list.
bool has_predecessors(const bundle::BundleFacts& bundle) {
  const auto* own = bundle.registry_entry();
  if (own == nullptr || !own->type) return false;
  for (const auto& entry : bundle.repository->registry.entries) {
    if (entry.id.value == own->id.value) return false;
    if (entry.type && entry.type->value == own->type->value) return true;
  }
  return false;
}

std::string from_state_before(const bundle::BundleFacts& bundle) {
  return command(bundle, has_predecessors(bundle) ? "--from-registry " : "--schema FILE ");
}

/// Where a rehearsal began, and whether its scripts ran there; empty when no receipt tells.
struct Beginning {
  std::string state;
  bool has_failed = false;
};

Beginning beginning_of(const bundle::BundleFacts& bundle) {
  const auto* document = bundle.document_at(bundle::kRehearsalReceipt);
  if (document == nullptr || !document->is_valid()) return {};
  const auto verdict = contract::string_member(document->value, "verdict");
  return {state_before(document->value), verdict && verdict->value == "failed"};
}

}  // namespace

std::string state_before(const document::LocatedValue& receipt) {
  const auto* state = contract::member(receipt, "pre_state");
  const auto source = state == nullptr ? std::nullopt : contract::string_member(*state, "source");
  return source ? source->value : std::string();
}

std::string command_to_rehearse(const bundle::BundleFacts& bundle) {
  const auto earlier = beginning_of(bundle);
  if (earlier.state == "schema") return command(bundle, "--schema FILE ");
  // On an empty database it ran: what comes before it need not be replayed, and may not be able to.
  if (earlier.state == "empty" && !earlier.has_failed) return command(bundle, "");
  return command(bundle, has_predecessors(bundle) ? "--from-registry " : "");
}

std::string rehearsed_again(const bundle::BundleFacts& bundle) {
  return fmt::format("{}, and commit all of {}", command_to_rehearse(bundle),
                     bundle.path_of("rehearsal/"));
}

bool is_of_something_missing(std::string_view sqlstate) {
  return std::find(kMissing.begin(), kMissing.end(), sqlstate) != kMissing.end();
}

std::string remedy_of_missing(const bundle::BundleFacts& bundle, std::string_view state) {
  if (state == "empty") {
    return fmt::format(
        "the database was empty before the change: if the scripts build on what is missing, "
        "rehearse them on the state before: {}; if they are to make it, mend them",
        from_state_before(bundle));
  }
  if (state == "registry") {
    return fmt::format(
        "the migrations that the registry lists before this one do not make what is missing: "
        "mend the scripts, or rehearse them on a dump that has it: {}",
        command(bundle, "--schema FILE "));
  }
  return fmt::format(
      "the script of --schema does not make what is missing: mend the scripts, or rehearse them on "
      "a dump that has it: {}",
      command(bundle, "--schema FILE "));
}

}  // namespace mig::rules
