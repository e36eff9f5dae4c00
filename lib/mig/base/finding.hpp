#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/location.hpp"
#include "mig/base/source_text.hpp"

namespace mig {

/// Ordered: a larger value is worse.
enum class Severity : std::uint8_t { info, review, fail };

/// Whether a finding still counts. Only `open` ones reach the exit code.
enum class Status : std::uint8_t { open, approved, justified, baselined };

std::string_view name_of(Severity severity);
std::string_view name_of(Status status);

/// One line of a source file, kept so that a report can show it after the file was released.
/// Raw text: escaping for terminals and CI systems is the report room's work.
struct Excerpt {
  std::uint32_t line = 0;
  std::string text;
  std::uint32_t first_column =
      1;                 ///< of the text's first character; above 1 when a long line was cut
  bool goes_on = false;  ///< the line was cut behind the text
};

/// The neighbourhood of where `region` begins on that line: the whole line unless it is very long,
/// so that many findings in a file of one line stay affordable.
Excerpt excerpt_of(std::uint32_t line, std::string_view text, const Region& region);

/// A place of a text together with what a report shows of it.
struct Quote {
  Location location;
  std::optional<Excerpt> excerpt;
  std::string line_hash;  ///< as GitHub's code scanning computes it
};
Quote quote(const SourceText& source, Span span);

/// A place that is quoted only when something is said about it: quoting has a file searched for
/// what may not be shown.
struct Place {
  std::shared_ptr<const SourceText> source;  ///< never null
  Span span;

  operator Quote() const { return quote(*source, span); }
};

/// A second place that explains a finding: what was declared and where.
struct RelatedLocation {
  Location location;
  std::string message;
  std::optional<Excerpt> excerpt;
};

/// A judgement about the migration.
struct Finding {
  std::string rule;
  Severity severity = Severity::fail;
  Status status = Status::open;
  std::string message;
  std::string object;  ///< "table public.parcels"; empty when no single object is meant
  Location location;
  std::optional<Excerpt> excerpt;
  std::vector<RelatedLocation> related;
  std::string remedy;
  std::string fingerprint;  ///< stable over moved lines; 32 hex digits
  std::string line_hash;    ///< LineHashes of the first line; empty for a whole file
  std::string resolution;   ///< who approved, or the justification; of an open one, why no approval
                            ///< that is there counts
  std::string_view confidence;  ///< "high", "medium" or "low" of what was searched for; else empty
  std::string value_fingerprint;  ///< salted, of a value that was found; only when it was asked for
};

/// Path, position, rule, object, message: the order of every report.
bool report_order(const Finding& left, const Finding& right);

}  // namespace mig
