#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/finding.hpp"
#include "mig/base/result.hpp"
#include "mig/report/evidence.hpp"
#include "mig/rules/rule.hpp"

namespace mig::report {

/// Something that was left out of judgement on purpose, and why.
struct Skipped {
  std::string what;
  std::string reason;
};

/// The verdict about one bundle, or about what stands outside every bundle (then `id` is empty).
struct BundleReport {
  std::string path;   ///< relative to the root
  std::string id;     ///< migration id, when it could be read
  std::string phase;  ///< "planned" or "executed"; empty outside bundles
  std::vector<Finding> findings;
  std::vector<std::string> checked;  ///< what was judged: "mig-validate: 9 documents, 48 rules"
  std::vector<Skipped> skipped;
  std::optional<Evidence> evidence{};  ///< none: no output of the run shows it
};

/// One thing that a change makes looser, tighter or rewrites of what it is judged by.
struct GateChange {
  std::string_view effect;  ///< "looser", "tighter", "rewrites" or "other"
  std::string subject;      ///< "policy", "trust", "migrations/postgis/PG-MIG-..."
  std::string key;          ///< "actors.prod"; what was rewritten
  std::string before;       ///< empty: nothing
  std::string after;
  std::string_view standing;  ///< "open", "approved"; empty: nothing to approve
};

struct PolicySource {
  std::string source;  ///< "built-in defaults", or the path relative to the root
  std::string digest;  ///< "sha256:..."
};

/// Everything that one run has to say. Formats are functions of this and nothing else.
struct Report {
  std::string tool;
  std::string version;
  std::string now;   ///< RFC 3339, UTC
  std::string base;  ///< revision; empty without one
  std::string
      root;  ///< absolute; only for making remedies runnable, never written to machine formats
  PolicySource policy;
  PolicySource trust;  ///< empty: there is no trust policy
  bool strict = false;
  std::vector<const rules::RuleInfo*> rules;  ///< every rule that could have spoken, sorted by id
  std::vector<BundleReport> bundles;
  std::vector<Error> errors;
  std::vector<GateChange> gate_changes;  ///< since the base revision; sorted by subject and key
  std::vector<std::string> notices;      ///< "no file of the list belongs to a migrations root"
  std::vector<std::string> command;      ///< words that run it again from the root; unquoted
  std::string commit;                    ///< that is judged; empty when nobody told it
  std::string part;                      ///< "part 2 of 4": all there is in it; empty: the whole
  int exit_code = 0;
};

enum class Format {
  text,
  concise,
  json,
  sarif,
  github,
  markdown,
  markdown_comment,
  junit,
  gitlab_codequality,
  gitlab_secrets,
  html
};

/// Names as `--output` takes them.
std::vector<std::string> format_names();
Result<Format> format_named(std::string_view name);

struct RenderOptions {
  bool color = false;  ///< text and concise only
};

/// The whole report as bytes. The same report gives the same bytes.
std::string render(const Report& report, Format format, const RenderOptions& options = {});

/// The exit code that the content of a report demands: 3 over 2 over 1 over 4 over 0.
int exit_code_of(const Report& report);

/// How many findings are open, by severity, and how many were approved or justified.
struct Totals {
  std::size_t fail = 0;
  std::size_t review = 0;
  std::size_t info = 0;
  std::size_t resolved = 0;
};
Totals totals_of(const Report& report);

}  // namespace mig::report
