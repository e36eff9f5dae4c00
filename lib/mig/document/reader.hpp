#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "mig/base/location.hpp"
#include "mig/document/value.hpp"

namespace mig::document {

/// Why strict reading refused a document. Every enumerator is the fault of the content.
enum class Fault {
  nul_byte,
  byte_order_mark,
  invalid_utf8,
  empty,   ///< no value at all: a truncated or blank file
  syntax,  ///< not YAML, JSON or front matter; a truncated document too
  duplicate_key,
  multiple_documents,   ///< a second YAML document
  anchor_or_alias,      ///< anchors, aliases and merge keys
  custom_tag,           ///< any explicit YAML tag or directive
  non_string_key,       ///< a YAML key that is a mapping or a sequence
  too_deep,             ///< nesting deeper than kMaxDepth
  number_out_of_range,  ///< integer beyond 2^53 in magnitude, or a non-finite number
  trailing_bytes,       ///< anything but white space after the JSON value
};

inline constexpr int kMaxDepth = 64;

/// Where and why reading stopped. `message` is one sentence for a person, without the path.
struct ReadFault {
  Fault fault = Fault::syntax;
  Span span;
  std::string message;
};

template <class T>
using ReadResult = tl::expected<T, ReadFault>;

/// One YAML document, scalars by the 1.2 core schema.
ReadResult<LocatedValue> read_yaml(std::string_view bytes);

/// One JSON value (RFC 8259) and nothing after it but white space.
ReadResult<LocatedValue> read_json(std::string_view bytes);

/// One JSON value per line; spans are offsets into the whole text. Every line, the last one too,
/// must end in LF; blank lines are faults.
ReadResult<std::vector<LocatedValue>> read_json_lines(std::string_view bytes);

/// A heading of a Markdown document and the text below it, up to the next heading of any level.
struct Section {
  std::string heading;  ///< plain text; empty for the text before the first heading
  int level = 0;        ///< 1 to 6; 0 for the text before the first heading
  Span heading_span;
  Span body_span;
  std::string body;   ///< as written
  std::string prose;  ///< plain text without markup, HTML comments and code fences
  std::string html;   ///< raw HTML as written, a line each, without comments
  std::vector<std::string> list_items;  ///< plain text of each top-level list item
  std::vector<Span> list_item_spans;    ///< same length as list_items
};

/// A Markdown document. Front matter, when the file begins with a `---` line, is strict YAML.
struct Markdown {
  LocatedValue front_matter;  ///< null when there is none
  std::vector<Section> sections;
};

ReadResult<Markdown> read_markdown(std::string_view bytes);

}  // namespace mig::document
