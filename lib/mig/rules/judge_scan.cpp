#include "mig/rules/judge_scan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "mig/bundle/redaction.hpp"
#include "mig/digest/keyed.hpp"
#include "mig/digest/sha256.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/suppression/reach.hpp"
#include "mig/rules/suppression/standing.hpp"

namespace mig::rules {
namespace {

using bundle::Allowance;

constexpr std::size_t kFingerprintDigits = 32;
constexpr const char* kKnownNow = "the baseline knows it; it still has to go";

std::string_view name_of(secrets::Confidence confidence) {
  switch (confidence) {
    case secrets::Confidence::high:
      return "high";
    case secrets::Confidence::medium:
      return "medium";
    case secrets::Confidence::low:
      return "low";
  }
  return "low";
}

bool overlap(Span left, Span right) {
  return left.begin < right.end && right.begin < left.end;
}

void open(Finding& finding, Status status, std::string why) {
  finding.status = status;
  finding.resolution = std::move(why);
}

}  // namespace

void ScanUse::add(const ScanUse& other) {
  policy.insert(other.policy.begin(), other.policy.end());
  for (const auto& [entry, count] : other.known) known[entry] += count;
}

Result<std::string> value_fingerprint(std::string_view salt, std::string_view rule,
                                      std::string_view path, std::string_view value) {
  std::string text(rule);
  text += '\0';
  text += path;
  text += '\0';
  text += value;
  return digest::hmac_sha256_hex(digest::bytes_of_hex(salt), text).map([](const std::string& hex) {
    return hex.substr(0, kFingerprintDigits);
  });
}

/// The verdict of one file, step by step.
class ScanJudge::FileJudge {
 public:
  FileJudge(const ScanJudge& judge, bundle::ScannedFile& file) : judge_(judge), file_(file) {}

  FileVerdict run();

 private:
  void apply_rules();
  void allow_by_comments();
  void allow_by_value(Finding& finding, const secrets::Detection& detection);
  void allow_by_policy(Finding& finding, const std::string& fingerprint);
  void allow_by_baseline(Finding& finding, const std::string& fingerprint);
  void record(const Finding& finding, const std::string& fingerprint);
  std::string fingerprint(std::string_view salt, const Finding& finding,
                          const secrets::Detection& detection);
  void tell_unread();
  void identify();
  void clean();

  const ScanJudge& judge_;
  bundle::ScannedFile& file_;
  FileVerdict verdict_;
  std::vector<const secrets::Detection*> found_;  ///< for each finding
};

void ScanJudge::FileJudge::apply_rules() {
  for (const auto& detection : file_.scan.detections) {
    const auto rule = judge_.detection_rules_.find(detection.rule);
    if (rule == judge_.detection_rules_.end()) {
      verdict_.errors.push_back({ErrorKind::no_verdict,
                                 fmt::format("no rule judges what was found as {}", detection.rule),
                                 file_.source->locate(detection.span), ""});
      continue;
    }
    if (judge_.is_ours(detection.value)) continue;
    Reporter reporter(rule->second->info, verdict_.findings);
    std::get<DetectionCheck>(rule->second->check)(file_, detection, reporter);
    for (; found_.size() < verdict_.findings.size(); found_.push_back(&detection)) {
      verdict_.findings[found_.size()].confidence = name_of(detection.confidence);
    }
  }
}

void ScanJudge::FileJudge::allow_by_comments() {
  std::unordered_multimap<std::uint32_t, Allowance*> by_line;
  for (auto& allowance : file_.allowances) {
    if (suppression_rules::is_in_force_or_expired(allowance) && !allowance.is_expired) {
      by_line.emplace(allowance.line, &allowance);
    }
  }
  // Evidence is written by tools: nobody comments in it, and what it may not hold no author allows.
  // JSON knows no comments.
  const std::string_view path = file_.path;
  const bool has_none = path.ends_with("json") || path.ends_with(".jsonl");
  if (by_line.empty() || has_none || file_.scan.role == secrets::FileRole::evidence) return;
  for (auto& finding : verdict_.findings) {
    const auto line = finding.location.region->begin.line;
    for (const auto at : {line, line - 1}) {
      const auto [first, last] = by_line.equal_range(at);
      const auto allowance = std::find_if(
          first, last, [&](const auto& entry) { return entry.second->rule == finding.rule; });
      if (allowance == last) continue;
      allowance->second->is_used = true;
      open(finding, Status::justified,
           fmt::format("a comment allows it until {}: {}", allowance->second->until,
                       allowance->second->reason));
      break;
    }
  }
}

std::string ScanJudge::FileJudge::fingerprint(std::string_view salt, const Finding& finding,
                                              const secrets::Detection& detection) {
  const auto value = detection.value.empty() ? file_.written(detection) : detection.value;
  auto hex = value_fingerprint(salt, finding.rule, file_.path, value);
  if (hex) return std::move(*hex);
  verdict_.errors.push_back(std::move(hex.error()));
  return {};
}

void ScanJudge::FileJudge::allow_by_policy(Finding& finding, const std::string& fingerprint) {
  const auto entries = judge_.allowed_.find(fingerprint);
  if (entries == judge_.allowed_.end()) return;
  for (const auto index : entries->second) {
    const auto& allowed = judge_.settings_.policy->secrets.allow[index];
    if (allowed.rule != finding.rule || !pattern::glob_matches(allowed.path, file_.path)) continue;
    verdict_.use.policy.insert(index);
    const auto& settings = judge_.settings_;
    const auto allowance = suppression_rules::allowance_of(*settings.policy, index, settings.now);
    if (allowance.is_expired) continue;
    open(finding, Status::justified, fmt::format("the policy allows it: {}", allowed.reason));
    return;
  }
}

void ScanJudge::FileJudge::allow_by_baseline(Finding& finding, const std::string& fingerprint) {
  const auto& entries = judge_.settings_.known->list.entries;
  const contract::KnownValue wanted{file_.path, finding.rule, fingerprint, 1, {}};
  const auto entry = std::lower_bound(entries.begin(), entries.end(), wanted);
  if (entry == entries.end() || !(*entry == wanted)) return;
  const auto index = static_cast<std::size_t>(entry - entries.begin());
  auto& met = verdict_.use.known[index];
  if (met >= entry->count) return;
  ++met;
  open(finding, Status::baselined, kKnownNow);
}

void ScanJudge::FileJudge::record(const Finding& finding, const std::string& fingerprint) {
  verdict_.recorded.push_back({file_.path, finding.rule, fingerprint, 1, {}});
}

void ScanJudge::FileJudge::allow_by_value(Finding& finding, const secrets::Detection& detection) {
  const auto& settings = judge_.settings_;
  const auto& salt = settings.policy->secrets.salt;
  if (!salt.empty() && (settings.shows_fingerprints || !judge_.allowed_.empty())) {
    const auto own = fingerprint(salt, finding, detection);
    if (settings.shows_fingerprints) finding.value_fingerprint = own;
    if (finding.status == Status::open) allow_by_policy(finding, own);
  }
  if (finding.status != Status::open) return;
  if (!settings.recording_salt.empty()) {
    record(finding, fingerprint(settings.recording_salt, finding, detection));
    if (settings.known == nullptr) open(finding, Status::baselined, kKnownNow);
  }
  if (settings.known != nullptr) {
    allow_by_baseline(finding, fingerprint(settings.known->list.salt, finding, detection));
  }
}

// Where a finding fails the file is refused anyway; elsewhere nobody knows what it holds.
void ScanJudge::FileJudge::tell_unread() {
  for (const auto& unread : file_.scan.unread) {
    bool is_refused = false;
    for (std::size_t i = 0; i < found_.size() && !is_refused; ++i) {
      const auto& finding = verdict_.findings[i];
      is_refused = finding.severity == Severity::fail && finding.status == Status::open &&
                   overlap(found_[i]->span, unread.span);
    }
    if (is_refused) continue;
    verdict_.errors.push_back(
        {ErrorKind::no_verdict, fmt::format("a part was not searched: {}", unread.reason),
         file_.source->locate(unread.span), "store it as plain text, or take it out"});
  }
}

// A value that became worse where it stands, in a file of another role, is another one.
void ScanJudge::FileJudge::identify() {
  for (std::size_t i = 0; i < verdict_.findings.size(); ++i) {
    const auto& finding = verdict_.findings[i];
    std::string_view what = finding.message;
    if (i < found_.size()) {
      what = found_[i]->value.empty() ? file_.written(*found_[i]) : found_[i]->value;
    }
    auto hex = digest::sha256_hex(fmt::format(
        "{}\n{}\n{}\n{}", finding.rule, mig::name_of(finding.severity), finding.object, what));
    if (!hex) verdict_.errors.push_back(hex.error());
    // Without a digest it is like no other, and stays.
    verdict_.identities.push_back(std::move(hex).value_or(std::string()));
  }
}

void ScanJudge::FileJudge::clean() {
  bundle::Redactor redactor;
  redactor.add(*file_.source);
  for (auto& finding : verdict_.findings) redactor.clean(finding);
  for (auto& error : verdict_.errors) redactor.clean(error);
}

FileVerdict ScanJudge::FileJudge::run() {
  if (file_.source == nullptr) return {};
  apply_rules();
  for (auto& comment : file_.allowances) {
    suppression_rules::bound(comment, judge_.settings_.now);
  }
  allow_by_comments();
  for (std::size_t i = 0; i < found_.size(); ++i) allow_by_value(verdict_.findings[i], *found_[i]);
  tell_unread();
  for (const auto& allowance : file_.allowances) judge_.report(allowance, verdict_.findings);
  if (judge_.settings_.compares) identify();
  clean();
  return std::move(verdict_);
}

ScanJudge::ScanJudge(RuleSet rules, ScanSettings settings) : settings_(std::move(settings)) {
  for (const Rule* rule : rules) {
    if (std::holds_alternative<DetectionCheck>(rule->check)) {
      detection_rules_.emplace(rule->info.id, rule);
    }
    if (std::holds_alternative<AllowanceCheck>(rule->check)) allowance_rules_.push_back(rule);
  }
  const auto& policy = settings_.policy->secrets;
  for (std::size_t i = 0; i < policy.allow.size(); ++i) {
    allowed_[policy.allow[i].fingerprint].push_back(i);
    ours_.insert(policy.allow[i].fingerprint);
  }
  ours_.insert(policy.salt);
  if (settings_.known != nullptr) {
    ours_.insert(settings_.known->list.salt);
    for (const auto& entry : settings_.known->list.entries) ours_.insert(entry.fingerprint);
  }
}

bool ScanJudge::is_ours(std::string_view value) const {
  return !value.empty() && ours_.contains(value);
}

FileVerdict ScanJudge::judge(bundle::ScannedFile& file) const {
  return FileJudge(*this, file).run();
}

void ScanJudge::report(const Allowance& allowance, std::vector<Finding>& findings) const {
  for (const Rule* rule : allowance_rules_) {
    Reporter reporter(rule->info, findings);
    std::get<AllowanceCheck>(rule->check)(allowance, reporter);
  }
}

std::vector<Finding> ScanJudge::leftovers(
    const ScanUse& use, const std::function<bool(std::string_view path)>& was_known_seen,
    const std::function<bool(std::string_view glob)>& was_glob_seen) const {
  std::vector<Finding> findings;
  const auto& allow = settings_.policy->secrets.allow;
  for (std::size_t i = 0; i < allow.size(); ++i) {
    auto allowance = suppression_rules::allowance_of(*settings_.policy, i, settings_.now);
    allowance.is_used = use.policy.contains(i) || !was_glob_seen(allow[i].path);
    const auto known = findings.size();
    report(allowance, findings);
    for (auto at = known; at < findings.size(); ++at) {
      findings[at].object = "fingerprint " + allow[i].fingerprint;
    }
  }
  if (settings_.known == nullptr) return findings;
  const auto& known = *settings_.known;
  for (std::size_t i = 0; i < known.list.entries.size(); ++i) {
    const auto& entry = known.list.entries[i];
    const auto used = use.known.find(i);
    const auto met = used == use.known.end() ? 0 : used->second;
    if (met >= entry.count || !was_known_seen(entry.path)) continue;
    Allowance allowance;
    allowance.origin = Allowance::Origin::baseline;
    allowance.place = quote(*known.source, entry.span);
    allowance.rule = entry.rule;
    const auto first = findings.size();
    report(allowance, findings);
    for (auto at = first; met > 0 && at < findings.size(); ++at) {
      findings[at].object = fmt::format("{} of {} values", entry.count - met, entry.count);
    }
  }
  return findings;
}

}  // namespace mig::rules
