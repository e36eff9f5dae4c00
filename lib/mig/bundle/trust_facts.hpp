#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/result.hpp"
#include "mig/base/source_text.hpp"
#include "mig/contract/trust_policy.hpp"
#include "mig/io/root.hpp"
#include "mig/trust/key.hpp"

namespace mig::bundle {

struct DocumentFacts;

inline constexpr std::string_view kTrustPath = ".mig/trust.yml";

/// The trust policy in force, every key of it read.
struct TrustFacts {
  std::string source;                      ///< path relative to the root, or as it was given
  std::string digest;                      ///< "sha256:..." of its bytes
  std::shared_ptr<const SourceText> text;  ///< never null
  contract::TrustPolicy policy;
  std::vector<trust::PublicKey> keys;  ///< one for each of policy.keys
};

/// What keeps a document that fits trust.v1 from being used, and where.
struct TrustFault {
  Span span;
  std::string message;  ///< one sentence
  std::string remedy;
};
/// Keys that cannot be read or do not have the id that stands beside them, encodings that do not
/// fit the algorithm, one key or one environment twice, windows that end before they begin.
/// In the order of the document.
std::vector<TrustFault> faults_of(const contract::TrustPolicy& policy);

/// The trust policy that a document gives, `source` being how reports name it; one that cannot be
/// used is a configuration error.
Result<std::shared_ptr<const TrustFacts>> usable_trust(const DocumentFacts& document,
                                                       std::string source);

/// `trust_file` is a path given on the command line, read as it stands; without one,
/// `.mig/trust.yml` beneath the root. Null: there is none. An invalid one is a configuration error,
/// an unreadable one no verdict.
Result<std::shared_ptr<const TrustFacts>> load_trust(const io::Root& root,
                                                     const std::optional<std::string>& trust_file);

}  // namespace mig::bundle
