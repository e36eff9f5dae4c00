#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

#include "mig/rules/families.hpp"
#include "mig/rules/signature/statement_fields.hpp"

namespace mig::rules::signature_rules {
namespace {

constexpr std::string_view kDigestPrefix = "sha256:";
/// More say no more about what is wrong.
constexpr std::size_t kShownDifferences = 5;

std::string hex_in(std::string_view digest) {
  return std::string(digest.starts_with(kDigestPrefix) ? digest.substr(kDigestPrefix.size())
                                                       : digest);
}

/// Path to digest of what has to be signed: the file itself, and the outputs of a receipt.
std::map<std::string, std::string> due_subjects(const SignedSubject& subject) {
  std::map<std::string, std::string> due;
  if (subject.receipt != nullptr) {
    for (const auto& output : subject.receipt->receipt.outputs) {
      due.emplace(output.path.value, hex_in(output.digest.value));
    }
  }
  due[subject.name] = hex_of(subject);
  return due;
}

/// Fields of another run or approval, when it is another one that was signed.
std::string other_fields(const SignedSubject& subject) {
  if (signs_these_bytes(subject)) return {};
  std::vector<std::string> fields;
  for (const auto& field : compared_fields(subject)) {
    if (!field.differs()) continue;
    fields.push_back(fmt::format("{} {} instead of {}", field.name,
                                 field.signed_.value_or("(none)"),
                                 field.actual.value_or("(none)")));
  }
  if (fields.empty()) return {};
  return fmt::format("; what was signed has {}", fmt::join(fields, ", "));
}

std::vector<std::string> differences(const SignedSubject& subject) {
  auto due = due_subjects(subject);
  std::map<std::string, int> seen;
  std::vector<std::string> lines;
  for (const auto& one : subject.envelope->statement.subjects) {
    const auto found = due.find(one.name.value);
    if (++seen[one.name.value] > 1) {
      lines.push_back(fmt::format("{} is signed twice", one.name.value));
    } else if (found == due.end()) {
      lines.push_back(
          subject.receipt != nullptr
              ? fmt::format("{} is signed and is no output of the receipt", one.name.value)
              : fmt::format("{} is signed and is not this approval", one.name.value));
    } else if (found->second != one.sha256.value) {
      lines.push_back(fmt::format(
          "{} was signed as sha256:{}, and {} sha256:{}", one.name.value, one.sha256.value,
          one.name.value == subject.name ? "is" : "the receipt names", found->second));
    }
  }
  for (const auto& [path, hex] : due) {
    if (!seen.contains(path)) lines.push_back(fmt::format("{} is not signed", path));
  }
  return lines;
}

}  // namespace

void files_are_those_signed(const SignedSubject& subject, Reporter& reporter) {
  if (!subject.has_statement() || hex_of(subject).empty()) return;
  if (subject.receipt != nullptr && !subject.receipt->is_valid()) return;
  auto lines = differences(subject);
  if (lines.empty()) return;
  if (lines.size() > kShownDifferences) {
    const auto rest = lines.size() - kShownDifferences;
    lines.resize(kShownDifferences);
    lines.push_back(fmt::format("and {} more", rest));
  }
  auto& finding =
      reporter.at(subject.envelope_source(), subject.envelope->envelope.payload.span,
                  fmt::format("the statement signs other files than this {}: {}{}",
                              subject.receipt != nullptr ? "receipt and its outputs" : "approval",
                              fmt::join(lines, "; "), other_fields(subject)));
  finding.remedy = subject.signed_anew(
      "restore the files as they were when they were signed; if what is there is right, sign it");
}

const Rule subject_mismatch{
    {
        .id = "signature-subject-mismatch",
        .severity = Severity::fail,
        .summary = "The files that were signed are not exactly this receipt and its outputs, or "
                   "this approval",
        .rationale = "A signature holds for the bytes whose digests it names. A file left out "
                     "could be swapped, one added could be passed off as evidence, and a receipt "
                     "or approval that was changed is not what was signed.",
        .remedy = "Restore the files as they were when they were signed; a receipt is never edited "
                  "after the run. If what is there is right, sign it: "
                  "mig-receipt-verify sign --replace --key FILE PATH; that drops every signature "
                  "that is there, and the others have to sign again",
        .requirements = {"K-105"},
    },
    check_each<files_are_those_signed>};

}  // namespace mig::rules::signature_rules
