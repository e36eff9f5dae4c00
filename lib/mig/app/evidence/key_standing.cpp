#include "mig/app/evidence/key_standing.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

#include "mig/app/targets.hpp"
#include "mig/bundle/redaction.hpp"
#include "mig/rules/signature/signing_keys.hpp"

namespace mig::app {
namespace {

using rules::signature_rules::KeyFault;

std::string listed(const contract::LocatedStrings& names) {
  return names.empty() ? "nothing" : fmt::format("{}", fmt::join(contract::values_of(names), ", "));
}

std::string value_of(const std::optional<contract::LocatedString>& text) {
  return text ? text->value : std::string();
}

/// Asks of a signature that is still to be made what the rules ask of one that is there.
class Standing {
 public:
  Standing(std::shared_ptr<const bundle::TrustFacts> trust, const SigningPlace& place,
           const SigningStatement& statement)
      : trust_(std::move(trust)), place_(place), statement_(statement) {
    repository_.trust = trust_;
    bundle_.repository = &repository_;
    receipt_.document = statement.document.get();
    receipt_.receipt = statement.receipt;
    subject_.bundle = &bundle_;
    subject_.name = place.path;
    if (statement.approval) {
      subject_.approval = &*statement.approval;
    } else {
      subject_.receipt = &receipt_;
    }
  }
  Standing(const Standing&) = delete;
  Standing& operator=(const Standing&) = delete;

  void judge(const trust::PublicKey& key) {
    const auto* entry = entry_of(*trust_, key);
    if (entry == nullptr) {
      add(fmt::format("the key {} is none of those that {} trusts", key.id(), trust_->source),
          "sign with a key that it lists, or have the entry that keygen printed reviewed into it "
          "first; --trust FILE names another trust policy");
      return;
    }
    judge_time(*entry);
    if (subject_.approval != nullptr) {
      judge_approver(*entry, *subject_.approval);
    } else {
      judge_rule(*entry);
    }
  }

  std::vector<Error> take() { return std::move(faults_); }

 private:
  void add(std::string message, std::string remedy) {
    Error error{ErrorKind::no_verdict, std::move(message),
                Location{place_.shown(place_.path), std::nullopt}, std::move(remedy)};
    bundle::Redactor redactor;
    redactor.add(*statement_.document->source);
    redactor.clean(error);
    faults_.push_back(std::move(error));
  }

  bool has(KeyFault fault, const contract::TrustKey& entry) const {
    return rules::signature_rules::has_fault(subject_, entry, fault);
  }

  static std::string name_of(const contract::TrustKey& entry) {
    return rules::signature_rules::name_of(entry);
  }

  void judge_time(const contract::TrustKey& entry) {
    if (has(KeyFault::revoked, entry)) {
      add(fmt::format("the key of {} was revoked on {}: nothing that it signs counts",
                      name_of(entry), entry.revoked_at->value),
          "sign with another key");
    }
    if (!has(KeyFault::out_of_window, entry)) return;
    const auto when =
        subject_.approval != nullptr
            ? fmt::format("the approval is of {}", subject_.approval->date.value)
            : fmt::format("the run finished at {}", value_of(receipt_.receipt.finished_at));
    add(fmt::format("the key of {} is valid from {} until {}, and {}", name_of(entry),
                    entry.valid_from.value, entry.valid_until.value, when),
        fmt::format("sign with a key that was valid then, or have its window in {} widened, with "
                    "the review that this needs",
                    trust_->source));
  }

  void judge_approver(const contract::TrustKey& entry, const contract::Approval& approval) {
    if (has(KeyFault::other_role, entry)) {
      add(fmt::format("the approval is given as {}, and the key of {} is trusted as {}",
                      approval.role.value, name_of(entry), listed(entry.roles)),
          "have it signed by a key that has the role");
    }
    if (entry.principal.value == approval.approved_by.value) return;
    add(fmt::format("the approval is given by {}, and the key is that of {}",
                    approval.approved_by.value, name_of(entry)),
        fmt::format("have {} sign it", approval.approved_by.value));
  }

  void judge_rule(const contract::TrustKey& entry) {
    const auto environment = value_of(receipt_.receipt.environment_name);
    const auto* rule = rules::signature_rules::rule_for(subject_);
    if (rule == nullptr) {
      add(fmt::format("{} has no rule for receipts of {}, and denies what it does not name",
                      trust_->source, environment),
          fmt::format("if runs in {0} are to count, have a rule `- environment: {0}` reviewed into "
                      "it first",
                      environment));
      return;
    }
    if (has(KeyFault::other_role, entry)) {
      add(fmt::format("receipts of {} are signed by {}, and the key of {} is trusted as {}",
                      environment, fmt::join(rule->roles, " or "), name_of(entry),
                      listed(entry.roles)),
          "have it signed by a key that has the role");
    }
    if (has(KeyFault::other_environment, entry)) {
      add(fmt::format("the run was in {}, and the key of {} is trusted for {}", environment,
                      name_of(entry), listed(entry.environments)),
          "have it signed by a key of that environment; the receipts that this key may sign are "
          "named one by one");
    }
  }

  std::shared_ptr<const bundle::TrustFacts> trust_;
  const SigningPlace& place_;
  const SigningStatement& statement_;
  bundle::RepositoryFacts repository_;
  bundle::BundleFacts bundle_;
  bundle::ReceiptFacts receipt_;
  rules::signature_rules::SignedSubject subject_;
  std::vector<Error> faults_;
};

}  // namespace

Result<TrustLookup::Trust> TrustLookup::load(const std::string& root) const {
  const auto opened = io::Root::open(root);
  if (!opened) return tl::unexpected(opened.error());
  return bundle::load_trust(
      *opened, choice_.file.empty() ? std::nullopt : std::optional<std::string>(choice_.file));
}

Result<std::shared_ptr<const bundle::TrustFacts>> TrustLookup::in_force_for(
    const SigningPlace& place) {
  if (choice_.is_ignored) return Trust();
  std::string root = place.bundle->absolute_path();
  if (choice_.file.empty()) {
    Options options;
    options.paths = {root};
    auto found = find_root(options);
    if (!found) {
      found.error().remedy = "name the trust policy with --trust FILE";
      return tl::unexpected(found.error());
    }
    root = std::move(*found);
  } else {
    root.clear();  // one for all
  }
  const auto known = by_root_.find(root);
  if (known != by_root_.end()) return known->second;
  auto trust = load(root.empty() ? place.bundle->absolute_path() : root);
  if (!trust) return trust;
  return by_root_.emplace(root, std::move(*trust)).first->second;
}

const contract::TrustKey* entry_of(const bundle::TrustFacts& trust, const trust::PublicKey& key) {
  for (std::size_t at = 0; at < trust.keys.size(); ++at) {
    if (trust.keys[at].id() == key.id()) return &trust.policy.keys[at];
  }
  return nullptr;
}

std::vector<Error> faults_of_signer(const std::shared_ptr<const bundle::TrustFacts>& trust,
                                    const trust::PublicKey& key, const SigningPlace& place,
                                    const SigningStatement& statement) {
  Standing standing(trust, place, statement);
  standing.judge(key);
  return standing.take();
}

}  // namespace mig::app
