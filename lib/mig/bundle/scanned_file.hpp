#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/finding.hpp"
#include "mig/base/source_text.hpp"
#include "mig/contract/policy.hpp"
#include "mig/io/root.hpp"
#include "mig/secrets/scanner.hpp"

namespace mig::bundle {

/// Something that says that a found value may stay: a comment beside it, an entry of the policy, or
/// one of the list of what was there before.
struct Allowance {
  enum class Origin : std::uint8_t { comment, policy, baseline };

  Origin origin = Origin::comment;
  Quote place;        ///< of the allowance itself
  std::string fault;  ///< why it cannot be understood; then nothing below counts
  std::string rule;
  std::string reason;
  std::string until;        ///< YYYY-MM-DD; empty: for good
  std::uint32_t line = 0;   ///< of a comment
  bool is_expired = false;  ///< at the time of the run
  bool is_used = false;
};

/// One file, searched.
struct ScannedFile {
  std::string path;
  std::uint64_t size = 0;
  const contract::Policy* policy = nullptr;  ///< never null
  secrets::Scan scan;
  /// Null when nothing was found in the file and nothing in it allows anything.
  std::shared_ptr<const SourceText> source;
  std::vector<Allowance> allowances;  ///< its comments, by place

  /// What a detection covers, as it is written.
  std::string_view written(const secrets::Detection& detection) const;
};

/// Searches bytes that were read. `path` is relative to the root, `now` RFC 3339.
ScannedFile scan_bytes(std::string path, std::string bytes, const contract::Policy& policy,
                       std::string_view now);

/// Reads a file that is to be searched. Every reason not to is a reason for no verdict.
Result<std::string> read_to_scan(const io::Root& root, const std::string& path,
                                 const contract::Policy& policy);

/// Reads and searches one file. Every reason not to is a reason for no verdict.
Result<ScannedFile> scan_file(const io::Root& root, const std::string& path,
                              const contract::Policy& policy, std::string_view now);

/// The comments `mig:allow RULE until=YYYY-MM-DD reason="..."` of a file.
std::vector<Allowance> comments_that_allow(const SourceText& source, std::string_view now);

/// Whether anything in the bytes may be such a comment; much cheaper.
bool may_allow(std::string_view bytes);

}  // namespace mig::bundle
