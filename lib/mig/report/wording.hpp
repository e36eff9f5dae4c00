#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mig/report/color.hpp"
#include "mig/report/report.hpp"

namespace mig::report {

/// The findings of a bundle in report order.
std::vector<const Finding*> ordered_findings(const BundleReport& bundle);

/// The open findings of a severity, bundle by bundle.
std::vector<const Finding*> open_findings(const Report& report, Severity severity);

/// The findings that no longer count, bundle by bundle.
std::vector<const Finding*> resolved_findings(const Report& report);

/// "path", or "path:line:column"; "." for the root itself. Fit for a terminal.
std::string place_of(const Location& location);

std::string_view name_of(ErrorKind kind);

/// "fail (exit 1): 2 fail, 1 review, 0 info, 1 approved"
std::string verdict_of(const Report& report);
std::string_view meaning_of_exit(const Report& report);

/// "path: text" of each bundle; a text that many share stands once for all. Fit for a terminal.
std::vector<std::string> checked_lines(const Report& report);
std::vector<std::string> skipped_lines(const Report& report);

/// "built-in defaults (sha256:...)". Fit for a terminal.
std::string policy_line(const PolicySource& policy);

/// The command that repeats the run, on one line and quoted for a shell; empty when it is not
/// known.
std::string command_line(const Report& report);

/// What every run says beside its findings: what was checked, skipped and resolved, notices, the
/// policy, and last the verdict. Not yet freed of commands.
std::string closing_lines(const Report& report, const Palette& palette);

}  // namespace mig::report
