#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "mig/bundle/load.hpp"
#include "mig/bundle/redaction.hpp"
#include "mig/bundle/trust_facts.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::bundle {
namespace {

using contract::DocumentKind;
using contract::TrustKey;

constexpr std::string_view kValidateFirst =
    "run mig-validate on the trust policy to see every fault";

/// Goes through the keys of a policy in the order of the document.
class KeyExaminer {
 public:
  explicit KeyExaminer(std::vector<TrustFault>& faults) : faults_(faults) {}

  void examine(const TrustKey& key) {
    examine_material(key);
    examine_window(key);
  }

 private:
  void add(Span span, std::string message, std::string remedy) {
    faults_.push_back({span, std::move(message), std::move(remedy)});
  }

  void examine_material(const TrustKey& key) {
    const auto read = trust::PublicKey::from_pem(key.public_key.value);
    if (!read) {
      add(key.public_key.span,
          fmt::format("the public key of {} cannot be used: {}", key.principal.value,
                      read.error().message),
          read.error().remedy.empty()
              ? "write the PEM block \"PUBLIC KEY\" that keygen printed, and nothing else"
              : read.error().remedy);
    } else {
      compare(key, *read);
    }
    // Told by the bytes: an id that is given twice without being that of its key is a fault
    // already.
    const auto& id = read ? read->id() : key.id.value;
    if (const auto [first, is_new] = ids_.emplace(id, key.principal.value); !is_new) {
      add(key.id.span,
          fmt::format("the key {} is listed twice, for {} and for {}", id, first->second,
                      key.principal.value),
          "keep one entry for each key: who holds it, and what for, has one answer");
    }
  }

  void compare(const TrustKey& key, const trust::PublicKey& read) {
    if (read.id() != key.id.value) {
      add(key.id.span,
          fmt::format("the id is {}, but the public key beside it is {}", key.id.value, read.id()),
          fmt::format("make sure that this is the key you mean, then write id: {}", read.id()));
    }
    const auto algorithm = trust::name_of(read.algorithm());
    if (algorithm != key.algorithm.value) {
      add(key.algorithm.span,
          fmt::format("the algorithm is {}, but the public key is of {}", key.algorithm.value,
                      algorithm),
          fmt::format("write algorithm: {}", algorithm));
      return;
    }
    const auto encoding = trust::encoding_named(key.encoding.value);
    if (encoding && trust::fits(*encoding, read.algorithm())) return;
    add(key.encoding.value.empty() ? key.algorithm.span : key.encoding.span,
        fmt::format("signatures of {} are not written as {}", algorithm,
                    key.encoding.value.empty() ? "nothing" : key.encoding.value),
        read.algorithm() == trust::KeyAlgorithm::ed25519
            ? "write signature_encoding: raw, or leave it out"
            : "write signature_encoding: der or p1363, whichever the signer writes");
  }

  std::optional<std::int64_t> instant(const contract::LocatedString& time, std::string_view name) {
    const auto read = pattern::parse_timestamp(time.value);
    if (!read) {
      add(time.span, fmt::format("{} is no moment of the calendar: {}", name, time.value),
          "write an existing moment with its zone, such as 2026-01-31T00:00:00Z");
    }
    return read;
  }

  void examine_window(const TrustKey& key) {
    const auto from = instant(key.valid_from, "valid_from");
    const auto until = instant(key.valid_until, "valid_until");
    if (from && until && *until <= *from) {
      add(key.valid_until.span,
          fmt::format("the key is valid until {}, which is not after {}, when that begins",
                      key.valid_until.value, key.valid_from.value),
          "let valid_until be later than valid_from; to stop trusting a key write it as revoked");
    }
    if (key.revoked_at) instant(*key.revoked_at, "revoked.at");
  }

  std::vector<TrustFault>& faults_;
  std::map<std::string, std::string> ids_;  ///< to the principal that was named first
};

Error unusable(const SourceText& source, Span span, const std::string& why, std::string remedy) {
  Error error{ErrorKind::configuration, "the trust policy cannot be used: " + why,
              source.locate(span), std::move(remedy)};
  Redactor redactor;
  redactor.add(source);
  redactor.clean(error);
  return error;
}

Error configuration_error(const DocumentFacts& document) {
  const SourceText& source = *document.source;
  if (document.fault) {
    return unusable(source, document.fault->span, document.fault->message,
                    std::string(kValidateFirst));
  }
  if (!document.violations.empty()) {
    // A misspelt key is missed as well, and says less about it there.
    const auto misspelt =
        std::find_if(document.violations.begin(), document.violations.end(),
                     [](const auto& violation) { return !violation.suggestion.empty(); });
    const auto& first =
        misspelt == document.violations.end() ? document.violations.front() : *misspelt;
    auto remedy = std::string(kValidateFirst);
    if (!first.suggestion.empty()) {
      remedy = fmt::format("did you mean \"{}\"? {}", first.suggestion, remedy);
    }
    return unusable(source, first.span, first.message, std::move(remedy));
  }
  const auto why = document.access ? document.access->message : "it is no trust policy";
  return Error{ErrorKind::configuration, "the trust policy cannot be used: " + why,
               source.whole_file(), std::string(kValidateFirst)};
}

// A trust file outside the root is the caller's word, so its own folder becomes the root of the
// read.
Result<DocumentFacts> load_given_trust(const std::string& file) {
  const std::filesystem::path path(file);
  auto folder = io::Root::open(path.has_parent_path() ? path.parent_path().string() : ".");
  if (!folder) return tl::unexpected(folder.error());
  auto bytes = folder->read(path.filename().string(), contract::FileLimits{}.document_bytes);
  if (!bytes) {
    return failure(ErrorKind::no_verdict,
                   "the trust policy cannot be read: " + bytes.error().message,
                   Location{file, std::nullopt}, "check the path given to --trust");
  }
  return examine_document(file, std::move(*bytes), DocumentKind::trust);
}

}  // namespace

std::vector<TrustFault> faults_of(const contract::TrustPolicy& policy) {
  std::vector<TrustFault> faults;
  KeyExaminer examiner(faults);
  for (const auto& key : policy.keys) examiner.examine(key);
  std::map<std::string_view, int> environments;
  for (const auto& rule : policy.rules) {
    if (++environments[rule.environment.value] == 1) continue;
    faults.push_back({rule.environment.span,
                      fmt::format("the environment {} has a rule already", rule.environment.value),
                      "keep one rule for each environment: which of two holds cannot be told"});
  }
  const auto begins_earlier = [](const TrustFault& left, const TrustFault& right) {
    return left.span.begin < right.span.begin;
  };
  std::stable_sort(faults.begin(), faults.end(), begins_earlier);
  return faults;
}

Result<std::shared_ptr<const TrustFacts>> usable_trust(const DocumentFacts& document,
                                                       std::string source) {
  if (!document.is_valid()) return tl::unexpected(configuration_error(document));
  TrustFacts facts;
  facts.policy = contract::read_trust_policy(document.value);
  if (const auto faults = faults_of(facts.policy); !faults.empty()) {
    const auto& first = faults.front();
    return tl::unexpected(unusable(*document.source, first.span, first.message, first.remedy));
  }
  for (const auto& key : facts.policy.keys) {
    auto read = trust::PublicKey::from_pem(key.public_key.value);
    if (!read) return tl::unexpected(read.error());
    facts.keys.push_back(std::move(*read));
  }
  facts.source = std::move(source);
  facts.digest = "sha256:" + document.hex;
  facts.text = document.source;
  return std::make_shared<const TrustFacts>(std::move(facts));
}

Result<std::shared_ptr<const TrustFacts>> load_trust(const io::Root& root,
                                                     const std::optional<std::string>& trust_file) {
  if (trust_file) {
    auto document = load_given_trust(*trust_file);
    if (!document) return tl::unexpected(document.error());
    return usable_trust(*document, *trust_file);
  }
  auto document = load_document(root, kTrustPath, DocumentKind::trust, contract::FileLimits{});
  if (!document) return tl::unexpected(document.error());
  if (document->is_missing()) {
    return std::shared_ptr<const TrustFacts>();
  }
  return usable_trust(*document, std::string(kTrustPath));
}

}  // namespace mig::bundle
