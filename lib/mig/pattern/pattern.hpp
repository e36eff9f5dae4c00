#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/result.hpp"

namespace mig::pattern {

/// A compiled RE2 expression; linear time on any input, usable from any thread.
class Pattern {
 public:
  static Result<Pattern> compile(std::string_view expression);

  /// Anywhere in the text.
  bool search(std::string_view text) const;
  /// The whole text.
  bool matches(std::string_view text) const;

  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  ~Pattern();

 private:
  struct Compiled;
  explicit Pattern(std::unique_ptr<const Compiled> compiled);
  std::unique_ptr<const Compiled> compiled_;
};

/// The parts of "PG-MIG-2026-02-28-01".
struct MigrationId {
  std::string prefix;  ///< "PG", "SEARCH" or "GRAPH"
  int year = 0;
  int month = 0;
  int day = 0;
  int sequence = 0;
};

/// Nothing when the grammar `<PG|SEARCH|GRAPH>-MIG-YYYY-MM-DD-NN` is not met. The date may still be
/// impossible.
std::optional<MigrationId> parse_migration_id(std::string_view text);

/// Whether the date exists in the Gregorian calendar.
bool is_calendar_date(int year, int month, int day);

/// "sha256:" and 64 lowercase hexadecimal digits, not all zero.
bool is_sha256_digest(std::string_view text);

/// Whether a name matches a glob of `*` and `?` (no character classes); everything else is literal.
bool glob_matches(std::string_view glob, std::string_view name);

/// RFC 3339 with a zone; the instant in seconds since 1970-01-01T00:00:00Z (fractions dropped).
std::optional<std::int64_t> parse_timestamp(std::string_view text);

/// "YYYY-MM-DD", an existing day; days since 1970-01-01.
std::optional<std::int64_t> parse_date(std::string_view text);

/// The member of `candidates` that a typing slip most likely meant; nothing when none is near.
std::optional<std::string> nearest_name(std::string_view wrong,
                                        const std::vector<std::string>& candidates);

/// Whether a person wrote at least that many words. Languages that write without blanks put whole
/// sentences into one.
bool holds_words(std::string_view text, int fewest);

/// Whether a text names a record that can be looked up: a URL, an issue or ticket, a decision
/// record by its number, or the path of a document.
bool names_a_record(std::string_view text);

/// Text that stands where a person still has to write: `<...>`, `{...}`, TODO, TBD, FIXME, "lorem
/// ipsum", `xxx`. Answers the placeholder found.
std::optional<std::string> find_placeholder(std::string_view text);

}  // namespace mig::pattern
