#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mig/base/result.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/io/root.hpp"

namespace mig::bundle {

/// Largest number of bytes that is read of a document of that kind.
std::uint64_t max_bytes_of(std::optional<contract::DocumentKind> kind,
                           const contract::FileLimits& limits);

/// Reads, parses and validates one document. `kind` none: told by its path, then by its content.
/// Fails only when the operating system refuses; every fault of the content is part of the facts.
Result<DocumentFacts> load_document(const io::Root& root, std::string_view path,
                                    std::optional<contract::DocumentKind> kind,
                                    const contract::FileLimits& limits);

/// Reads a JSON or YAML file that is no document of a known kind, so that what cannot be read
/// strictly is told. It is held against no schema. The file was listed: that it is gone is a
/// failure.
Result<DocumentFacts> load_sidecar(const io::Root& root, std::string_view path,
                                   const contract::FileLimits& limits);

/// The same as load_document for bytes that were read elsewhere, such as standard input.
Result<DocumentFacts> examine_document(std::string path, std::string bytes,
                                       std::optional<contract::DocumentKind> kind);

/// Loads one bundle folder with everything in it. `repository` must outlive the facts. A receipt
/// that is only referenced is read from `store`, a folder with `blobs/sha256/<hex>`, and stands
/// among the documents at the place that it has in the bundle; null: none was given.
Result<BundleFacts> load_bundle(const io::Root& root, const std::string& path,
                                const RepositoryFacts& repository,
                                std::optional<Phase> phase_override,
                                const io::Root* store = nullptr);

/// Of a bundle that was judged elsewhere what `summarize` looks at, and the list of its files.
Result<BundleFacts> load_outline(const io::Root& root, const std::string& path,
                                 const RepositoryFacts& repository,
                                 const io::Root* store = nullptr);

/// What repository rules keep of a bundle.
BundleSummary summarize(const BundleFacts& bundle);

}  // namespace mig::bundle
