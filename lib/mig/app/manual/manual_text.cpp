#include "mig/app/manual/manual_text.hpp"

#include <algorithm>
#include <array>

namespace mig::app {
namespace {

using Text = std::string_view;

constexpr std::array kGateCodes{
    Entry{"0", "pass: nothing was found that has to be fixed or approved"},
    Entry{"1", "fail: a finding has to be fixed; it names the place and the fix"},
    Entry{"2", "usage or configuration error: correct the command line or .mig/policy.yml"},
    Entry{"3",
          "no verdict: something is unreadable or unfinished, or there was nothing to check. "
          "Never treat it as a pass"},
    Entry{"4",
          "review required: a person has to approve, under approvals/ or in notes.md of the "
          "bundle. With --strict it is 1"}};
constexpr std::array kRunCodes{
    Entry{"0",
          "done. rehearse: the rollback restores what was there, and the change is what its "
          "scripts foretell"},
    Entry{"1",
          "plan: it lists errors. rehearse: a script failed, something was left over, lost or "
          "outside of the scope, or the change does not run twice"},
    Entry{"2", "usage or configuration error"},
    Entry{"3",
          "no verdict: a script or declaration cannot be read, a script was refused, the "
          "server was lost or cannot be reached, or the state before the change cannot be made"},
    Entry{"4",
          "rehearse: other names or comments, no rollback declared, or more than the scripts "
          "foretell"}};

constexpr std::array kGateFiles{
    Entry{"<root>/.mig/policy.yml",
          "what the repository asks of its migrations; --print-policy shows it with its defaults"},
    Entry{"<root>/.mig/trust.yml", "whose signatures count"},
    Entry{"<root>/.mig/approvals/", "approvals of changes of the gate itself"},
    Entry{"registry/migrations.v1.json",
          "beside the stores: every migration, its status and owners"},
    Entry{"<store>/<id>/migration.yml", "the declaration of a bundle"},
    Entry{"/usr/share/mig-gates/schemas/",
          "the schemas of every document; the programs hold a copy and do not read these"}};
constexpr std::array kRunFiles{
    Entry{"<bundle>/plan.json", "what plan writes"},
    Entry{"<bundle>/rehearsal/", "what rehearse writes: baselines, a diff and a receipt"},
    Entry{"<bundle>/baselines/", "where baselines of capture belong"},
    Entry{"<root>/.mig/policy.yml", "which schemas, and from which size on tables are large"}};

constexpr std::array kGateVariables{
    Entry{"NO_COLOR", "no colors, unless --color always"},
    Entry{"CLICOLOR_FORCE", "colors where no terminal is, unless it is 0 or NO_COLOR is set"},
    Entry{"GIT_CONFIG_GLOBAL, GIT_CONFIG_SYSTEM, XDG_CONFIG_HOME, HOME",
          "where configuration of git is looked for that would have it change files on their way "
          "to disk, with --base"}};
constexpr std::array kScanVariables{kGateVariables[0], kGateVariables[1], kGateVariables[2],
                                    Entry{"GIT_INDEX_FILE", "the index that --staged searches"}};
constexpr std::array kReceiptVariables{
    kGateVariables[0], kGateVariables[1], kGateVariables[2],
    Entry{"the variable that sign --key-env names", "a private key, so that it lies in no file"}};
constexpr std::array kRunVariables{
    Entry{"the variable that --dsn-env names",
          "a connection string. No flag takes one: command lines are there for all to read"},
    Entry{"PATH", "where a PostgreSQL is looked for that lies at no usual place"},
    Entry{"TMPDIR", "where a throw-away cluster is made (default: /tmp)"},
    Entry{"PGHOST, PGPASSWORD and the others of libpq",
          "are not heeded: where to connect to is said by the connection string alone"}};

constexpr std::array kValidateText{Text(
    "Judges documents: the declaration of a migration, the layout of its bundle, the registry, "
    "approvals, policy and trust, and the shape of everything else that a bundle holds. Given "
    "single files it judges these, each as the kind of document that its name or content "
    "tells, or that --kind names.")};
constexpr std::array kScopeText{
    Text("Simulates the scripts of a bundle over a symbolic PostgreSQL catalog, compares the "
         "baselines of every run, and holds what would be and what was touched against the scope "
         "and the limits that the declaration allows."),
    Text("With --show, --suggest-scope, --init or --write-summary it judges nothing, and prints or "
         "writes facts.")};
constexpr std::array kRollbackText{Text(
    "Judges whether the rollback of a bundle would run, what it leaves over, loses or changes, "
    "whether the change can be made again, how far the rollback was rehearsed, and, where it "
    "cannot be undone, whether that was approved.")};
constexpr std::array kScanText{Text(
    "Searches every file, inside of bundles or not, for secrets, connection strings, personal "
    "data, places and payloads, through encodings, comments and archives. No output holds what "
    "was found: excerpts show it masked.")};
constexpr std::array kReceiptText{
    Text(
        "Holds receipts of runs against the bytes that they name: file by file and none left over, "
        "signatures by trusted keys, chain, rollbacks, people, tiers and times, provenance and the "
        "status history."),
    Text("With a command as its first argument it makes such evidence. A folder of such a name is "
         "judged when it is written with its path: ./digest.")};
constexpr std::array kEveryText{
    Text(
        "Runs every gate over one bundle or a whole tree of migrations: one report, one exit code. "
        "It is read-only, opens no network, and gives the same report for the same input."),
    Text("With --base it holds a change against the branch that it goes to, whose policy and "
         "trusted keys it is judged by, so that no change loosens its own gate."),
    Text("With a command as its first argument it judges nothing. doctor tells what a run would "
         "find here and what would stop it: versions, root, policy, trust, migrations, git, "
         "PostgreSQL. It ends in 0 where nothing would, in 2 where the policy or the trust policy "
         "is invalid, else in 3. A folder of such a name is judged when it is written with its "
         "path: ./doctor.")};
constexpr std::array kRunText{
    Text("Writes what gates judge. capture writes down what a database holds: names, counts and "
         "digests, no rows. plan writes what the scripts of a bundle will do, without a server. "
         "rehearse runs a bundle forward, back and forward again on a throw-away PostgreSQL, or on "
         "an empty database that is given, and compares after each step."),
    Text("Scripts are not trusted: they run as a role that owns the database and nothing else, and "
         "those with commands of psql, programs, files of the server, compiled code or other "
         "servers are refused.")};

constexpr std::array kValidateExamples{
    Entry{"mig-validate migrations", "every bundle of a tree"},
    Entry{"mig-validate --kind run_receipt - < receipt.json", "one document"},
    Entry{"mig-validate --explain declaration-invalid-value", "why a rule exists"}};
constexpr std::array kScopeExamples{
    Entry{"mig-scope-diff migrations/postgis/PG-MIG-2026-03-01-01", "one bundle"},
    Entry{"mig-scope-diff --show delta migrations/postgis/PG-MIG-2026-03-01-01",
          "what its scripts would change"},
    Entry{"mig-scope-diff --suggest-scope --forward up.sql --rollback down.sql",
          "the tightest scope and limits for two scripts"}};
constexpr std::array kRollbackExamples{
    Entry{"mig-rollback-check migrations", "every bundle of a tree"},
    Entry{"mig-rollback-check --phase executed migrations/postgis/PG-MIG-2026-03-01-01",
          "a bundle as if it had run"}};
constexpr std::array kScanExamples{
    Entry{"mig-scan-secrets .", "every file of a repository"},
    Entry{"mig-scan-secrets --staged", "what is about to be committed: a hook for git"},
    Entry{"mig-scan-secrets --base origin/main --history .",
          "what a branch adds, and what each of its commits brought"},
    Entry{"pg_dump --schema-only app | mig-scan-secrets --stdin-filename schema.sql -", "a dump"}};
constexpr std::array kReceiptExamples{
    Entry{"mig-receipt-verify migrations", "receipts, signatures, provenance, history"},
    Entry{"mig-receipt-verify digest migrations/postgis/PG-MIG-2026-03-01-01",
          "the digest of a bundle, which approvals and receipts name"},
    Entry{"mig-receipt-verify sign --key runner.pem receipts/run_receipt.json", "sign a receipt"}};
constexpr std::array kEveryExamples{
    Entry{"mig-gate doctor", "what a run would find here, before asking for help"},
    Entry{"mig-gate migrations", "a whole tree"},
    Entry{"mig-gate --base origin/main migrations", "what a branch changes"},
    Entry{"git diff --name-only --no-renames -z main... | mig-gate -0 --files-from -",
          "the bundles that a branch touches, also the one that a renamed file left"},
    Entry{"mig-gate migrations --output github --output sarif=report.sarif", "two reports"}};
constexpr std::array kRunExamples{
    Entry{"mig-run plan migrations/postgis/PG-MIG-2026-03-01-01", "plan.json, without a server"},
    Entry{"mig-run rehearse migrations/postgis/PG-MIG-2026-03-01-01 --from-registry",
          "on a PostgreSQL of its own"},
    Entry{"mig-run capture --dsn-env STAGE_DSN -o baselines/pre.json", "what a database holds"}};

constexpr std::array kTexts{
    ManualText{"mig-gate", "judge database migrations by every gate", kEveryText, kGateCodes,
               kGateFiles, kGateVariables, kEveryExamples},
    ManualText{"mig-validate", "judge the documents of database migrations", kValidateText,
               kGateCodes, kGateFiles, kGateVariables, kValidateExamples},
    ManualText{"mig-scope-diff", "judge what migrations touch against what they declare",
               kScopeText, kGateCodes, kGateFiles, kGateVariables, kScopeExamples},
    ManualText{"mig-rollback-check", "judge whether database migrations can be undone",
               kRollbackText, kGateCodes, kGateFiles, kGateVariables, kRollbackExamples},
    ManualText{"mig-scan-secrets", "find secrets and personal data without printing them",
               kScanText, kGateCodes, kGateFiles, kScanVariables, kScanExamples},
    ManualText{"mig-receipt-verify", "judge and make the evidence of database migrations",
               kReceiptText, kGateCodes, kGateFiles, kReceiptVariables, kReceiptExamples},
    ManualText{"mig-run", "capture databases, plan and rehearse migrations", kRunText, kRunCodes,
               kRunFiles, kRunVariables, kRunExamples}};

}  // namespace

std::span<const ManualText> all_manual_texts() {
  return kTexts;
}

const ManualText* manual_text(std::string_view program) {
  const auto found = std::find_if(kTexts.begin(), kTexts.end(), [program](const ManualText& text) {
    return text.name == program;
  });
  return found == kTexts.end() ? nullptr : &*found;
}

}  // namespace mig::app
