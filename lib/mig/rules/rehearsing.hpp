#pragma once

#include <string>
#include <string_view>

#include "mig/bundle/facts.hpp"

namespace mig::rules {

/// The command that rehearses a bundle again: from where its receipt says that it began, or else
/// from what the registry lists before it. "mig-run rehearse --from-registry migrations/..."
std::string command_to_rehearse(const bundle::BundleFacts& bundle);

/// The same, and what to do with what it writes: "..., and commit all of migrations/.../rehearsal".
std::string rehearsed_again(const bundle::BundleFacts& bundle);

/// Where a rehearsal began, as its receipt calls it: "empty", "registry", "schema"; else empty.
std::string state_before(const document::LocatedValue& receipt);

/// Whether a server says with that SQLSTATE that something is not there.
bool is_of_something_missing(std::string_view sqlstate);

/// What to do when the forward script misses something in the state that it was rehearsed on:
/// "empty", "registry" or "schema", as its receipt calls it. The scripts may be at fault, or that
/// state: nothing tells which.
std::string remedy_of_missing(const bundle::BundleFacts& bundle, std::string_view state);

}  // namespace mig::rules
