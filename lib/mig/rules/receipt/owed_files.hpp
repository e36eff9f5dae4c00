#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/bundle/record_facts.hpp"

namespace mig::rules::receipt_rules {

/// A file that a receipt has to name because of what the bundle declares.
struct OwedFile {
  std::string path;                 ///< relative to the bundle
  std::optional<Span> declared_at;  ///< in migration.yml; none: nobody has to declare it
};

/// migration.yml and every declared script, each once.
std::vector<OwedFile> owed_inputs(const bundle::BundleFacts& bundle);

/// The declared baselines and diffs where this run leaves them. A run that failed owes those that
/// are there, and always its pre baseline: it is captured before anything runs. None for a receipt
/// that is not valid.
std::vector<OwedFile> owed_outputs(const bundle::BundleFacts& bundle,
                                   const bundle::ReceiptFacts& facts);

/// Whether a list names the path, in whatever spelling: another one than the plain one is told as a
/// file that cannot be used.
bool names(const std::vector<bundle::BoundFile>& files, std::string_view path);

/// Where migration.yml declares a file of that path; nothing when it does not.
std::optional<Quote> declaration_of(const bundle::BundleFacts& bundle,
                                    const std::vector<OwedFile>& owed, std::string_view path);

}  // namespace mig::rules::receipt_rules
