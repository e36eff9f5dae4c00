#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/rule.hpp"

namespace mig::rules::sql_rules {

/// What a rule about hazards sees and tells.
struct View {
  const bundle::BundleFacts& bundle;
  const bundle::ChangeFacts& change;
  Reporter& reporter;
};

using Look = std::function<void(const bundle::ScriptChange&, const catalog::Hazard&)>;
/// Each hazard of that kind in the forward scripts that meets what was there before the change.
void each_hazard(const View& view, catalog::HazardKind kind, const Look& look);

/// As the pre baseline estimates them; nothing when it does not say.
std::optional<std::int64_t> rows_of(const View& view, std::string_view table);
/// "public.parcels (about 1,200,000 rows)".
std::string with_rows(const View& view, std::string_view table);
/// review for a table that the policy does not call small, info for the others; what is not known
/// counts as the policy says.
Severity severity_by_rows(const View& view, std::string_view table);

/// Whether the policy calls the table small; what is not known counts as the policy says.
bool is_small(const View& view, std::string_view table);

Finding& report(const View& view, const bundle::ScriptChange& script, const catalog::Hazard& hazard,
                std::string message, std::string remedy);
/// The same, as bad as the hazard's table is large.
Finding& report_by_rows(const View& view, const bundle::ScriptChange& script,
                        const catalog::Hazard& hazard, std::string message, std::string remedy);

/// "12,000,000".
std::string grouped(std::int64_t number);

}  // namespace mig::rules::sql_rules
