#include "mig/app/gates.hpp"

#include <algorithm>
#include <array>
#include <variant>

namespace mig::app {
namespace {

// Families of documents whose own gates do not exist yet are judged for their shape here: what is
// present is always validated.
constexpr std::array<std::string_view, 13> kValidateFamilies{
    "approval", "baseline", "bundle",    "declaration", "diff",  "document", "limit",
    "plan",     "policy",   "protected", "registry",    "scope", "trust"};

// Documents whose shape is judged here and whose content is for the gates that look into it.
constexpr std::array<std::string_view, 41> kValidateRules{
    "suppression-invalid-value",    "suppression-missing-field",
    "suppression-unknown-key",      "receipt-missing-field",
    "receipt-unknown-key",          "receipt-invalid-value",
    "receipt-unknown-environment",  "receipt-ref-digest-mismatch",
    "receipt-foreign-dialect",      "signature-missing-field",
    "signature-unknown-key",        "signature-invalid-value",
    "prov-missing-field",           "prov-unknown-key",
    "prov-invalid-value",           "history-missing-field",
    "history-unknown-key",          "history-invalid-value",
    "history-added-policy-folder",  "history-changed-owners",
    "history-changed-receipt",      "history-changed-successor",
    "history-dropped-reviewer",     "history-edited-approval",
    "history-edited-gate-approval", "history-grown-secret-baseline",
    "history-illegal-status",       "history-loosened-declaration",
    "history-loosened-owners",      "history-loosened-policy",
    "history-loosened-trust",       "history-raised-limit",
    "history-removed-bundle",       "history-removed-entry",
    "history-renamed-bundle",       "history-reused-id",
    "history-rewritten-bundle",     "history-rollback-turned-off",
    "history-shrunk-forbidden",     "history-untracked-file",
    "history-widened-allowed"};

// What a change touches is judged together with the shape of the documents that declare and report
// it, so that this gate alone never passes what it could not read.
constexpr std::array<std::string_view, 8> kScopeDiffFamilies{
    "baseline", "diff", "document", "limit", "plan", "protected", "scope", "sql"};
constexpr std::array<std::string_view, 13> kScopeDiffRules{
    "bundle-empty-forward",       "bundle-irregular-file",     "bundle-missing-artifact",
    "bundle-missing-declaration", "bundle-oversized-script",   "bundle-path-escape",
    "declaration-invalid-value",  "declaration-missing-field", "declaration-unknown-key",
    "policy-nested-folder",       "history-raised-limit",      "history-shrunk-forbidden",
    "history-widened-allowed"};

// Whether the change can be undone, with the shape of the documents that say how, and with what
// makes scripts other than they look or keeps the forward one from running at all.
constexpr std::array<std::string_view, 3> kRollbackCheckFamilies{"baseline", "document",
                                                                 "rollback"};
constexpr std::array<std::string_view, 25> kRollbackCheckRules{"bundle-irregular-file",
                                                               "bundle-missing-artifact",
                                                               "bundle-missing-declaration",
                                                               "bundle-oversized-script",
                                                               "bundle-path-escape",
                                                               "bundle-rollback-undeclared",
                                                               "bundle-script-wrong-form",
                                                               "bundle-empty-forward",
                                                               "declaration-invalid-value",
                                                               "declaration-missing-field",
                                                               "declaration-unknown-key",
                                                               "policy-nested-folder",
                                                               "receipt-invalid-value",
                                                               "receipt-missing-field",
                                                               "receipt-unknown-key",
                                                               "receipt-unknown-environment",
                                                               "receipt-foreign-dialect",
                                                               "sql-meta-command",
                                                               "sql-server-access",
                                                               "sql-nul-byte",
                                                               "sql-byte-order-mark",
                                                               "sql-invalid-utf8",
                                                               "sql-cannot-run",
                                                               "sql-already-there",
                                                               "history-rollback-turned-off"};

// Everything that is found in the bytes of a file. A link is not followed, and told as in any tree.
constexpr std::array<std::string_view, 6> kScanFamilies{"secret",   "dsn",     "pii",
                                                        "location", "payload", "suppression"};
constexpr std::array<std::string_view, 1> kScanRules{"bundle-irregular-tree-entry"};

// What a bundle shows for its runs, with the shape of every document that it rests on.
constexpr std::array<std::string_view, 6> kReceiptVerifyFamilies{
    "receipt", "signature", "prov", "history", "trust", "document"};
constexpr std::array<std::string_view, 27> kReceiptVerifyRules{"registry-dangling-entry",
                                                               "registry-wrong-path",
                                                               "registry-path-escape",
                                                               "registry-missing",
                                                               "registry-missing-field",
                                                               "registry-unknown-key",
                                                               "registry-invalid-value",
                                                               "registry-unlisted-bundle",
                                                               "registry-duplicate-id",
                                                               "approval-unbound",
                                                               "approval-expired",
                                                               "approval-missing-field",
                                                               "approval-unknown-key",
                                                               "approval-invalid-value",
                                                               "approval-ignored-file",
                                                               "bundle-irregular-file",
                                                               "bundle-malformed-run-folder",
                                                               "bundle-missing-declaration",
                                                               "bundle-missing-receipt",
                                                               "bundle-path-escape",
                                                               "bundle-post-without-receipt",
                                                               "bundle-undeclared-script",
                                                               "declaration-invalid-value",
                                                               "declaration-missing-field",
                                                               "declaration-unknown-key",
                                                               "policy-nested-folder",
                                                               "registry-unknown-environment"};
// Receipts are for their own gate to answer for, whichever other one tells of them as well.
constexpr std::array<std::string_view, 1> kReceiptVerifyOwn{"history-changed-receipt"};
// The gate of rollbacks tells the same and more.
constexpr std::array<std::string_view, 1> kReceiptVerifyAlone{"receipt-rehearsal-mismatch"};

constexpr std::array kGates{
    Gate{"mig-validate",
         "are the declaration, the bundle layout, the registry and every other document complete, "
         "well formed and mutually consistent?",
         kValidateFamilies, kValidateRules},
    Gate{"mig-scope-diff",
         "does what the scripts would touch, and what the baselines show was touched, stay inside "
         "the declared scope and limits?",
         kScopeDiffFamilies, kScopeDiffRules, true},
    Gate{"mig-rollback-check",
         "is there a rollback, does it undo the forward change, was it rehearsed, and if not, is "
         "irreversibility approved?",
         kRollbackCheckFamilies, kRollbackCheckRules, true},
    Gate{"mig-scan-secrets",
         "does any file hold a secret, a credential, a raw DSN, personal data or a restricted "
         "coordinate?",
         kScanFamilies, kScanRules, false, true},
    Gate{"mig-receipt-verify",
         "are the receipts genuine, complete, bound to these bytes, signed by someone allowed to, "
         "and in an unbroken history?",
         kReceiptVerifyFamilies, kReceiptVerifyRules, false, false, true, kReceiptVerifyAlone},
};

std::vector<Tool> make_tools() {
  std::vector<Tool> tools;
  Tool every{"mig-gate", "may these migrations proceed? Every gate over one or many bundles", {}};
  every.tells_leftovers = true;
  every.has_parts = true;
  for (const auto& gate : kGates) {
    tools.push_back({gate.name, gate.question, {&gate}});
    tools.back().shows_changes = gate.name == "mig-scope-diff";
    tools.back().takes_files = gate.scans_files;
    every.gates.push_back(&gate);
  }
  tools.front().takes_documents = true;
  tools.push_back(std::move(every));
  return tools;
}

bool holds(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool runs(const Gate& gate, const rules::Rule& rule) {
  if (std::holds_alternative<rules::ChangeCheck>(rule.check) && !gate.reads_change) return false;
  if (std::holds_alternative<rules::RecordCheck>(rule.check) && !gate.reads_records) return false;
  return holds(gate.families, rules::family_of(rule.info.id)) || holds(gate.rules, rule.info.id);
}

}  // namespace

bool Tool::reads_change() const {
  return std::any_of(gates.begin(), gates.end(),
                     [](const Gate* gate) { return gate->reads_change; });
}

bool Tool::scans_files() const {
  return std::any_of(gates.begin(), gates.end(),
                     [](const Gate* gate) { return gate->scans_files; });
}

bool Tool::reads_records() const {
  return std::any_of(gates.begin(), gates.end(),
                     [](const Gate* gate) { return gate->reads_records; });
}

std::span<const Gate> all_gates() {
  return kGates;
}

const Tool* find_tool(std::string_view name) {
  static const std::vector<Tool> tools = make_tools();
  const auto found = std::find_if(tools.begin(), tools.end(),
                                  [name](const Tool& tool) { return tool.name == name; });
  return found == tools.end() ? nullptr : &*found;
}

std::vector<const rules::Rule*> rules_of(const Tool& tool) {
  std::vector<const rules::Rule*> selected;
  for (const rules::Rule* rule : rules::all_rules()) {
    const bool is_leftover = std::holds_alternative<rules::LeftoverCheck>(rule->check);
    if (is_leftover && !tool.tells_leftovers) continue;
    if (std::any_of(tool.gates.begin(), tool.gates.end(), [&](const Gate* gate) {
          const bool is_needless = tool.gates.size() > 1 && holds(gate->alone, rule->info.id);
          return runs(*gate, *rule) && !is_needless;
        })) {
      selected.push_back(rule);
    }
  }
  return selected;
}

std::string_view owner_of(std::string_view rule_id) {
  if (holds(kReceiptVerifyOwn, rule_id)) return "mig-receipt-verify";
  const rules::Rule* rule = rules::find_rule(rule_id);
  for (const auto& gate : kGates) {
    if (rule != nullptr && runs(gate, *rule)) return gate.name;
  }
  return "mig-gate";
}

}  // namespace mig::app
