#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "mig/document/integer_limit.hpp"
#include "mig/document/json_bytes.hpp"
#include "mig/document/reader.hpp"
#include "mig/document/text_check.hpp"
#include "mig/document/tree_builder.hpp"

namespace mig::document {
namespace {

constexpr int kNumberOverflow = 406;  // nlohmann's id for a literal that no double can hold

/// Offset after the number at `at`, by the grammar: in `01` or `1-2` the number ends after one
/// digit.
std::uint32_t number_end(std::string_view text, std::size_t at) {
  const auto digits = [&] {
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  };
  const auto one_of = [&](std::string_view set) {
    return at < text.size() && set.find(text[at]) != std::string_view::npos;
  };
  if (one_of("-")) ++at;
  if (one_of("0")) {
    ++at;
  } else {
    digits();
  }
  if (one_of(".")) {
    ++at;
    digits();
  }
  if (one_of("eE")) {
    ++at;
    if (one_of("+-")) ++at;
    digits();
  }
  return static_cast<std::uint32_t>(at);
}

/// Receives nlohmann's events and walks the same bytes beside it: the events carry no positions,
/// and the lexer has read ahead by an unknown amount when they arrive.
class JsonEvents {
 public:
  JsonEvents(std::string_view bytes, Span range, const JsonBytes& source)
      : bytes_(bytes), at_(range.begin), end_(range.end), source_(source), builder_(bytes) {}

  bool null() { return scalar(nullptr, 4); }
  bool boolean(bool value) { return scalar(value, value ? 4 : 5); }
  bool number_integer(std::int64_t value) {
    if (value < -kMaxInteger) return out_of_range();
    return scalar(value, number_length());
  }
  bool number_unsigned(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(kMaxInteger)) return out_of_range();
    return scalar(static_cast<std::int64_t>(value), number_length());
  }
  bool number_float(double value, const std::string& literal) {
    // An integer too large for 64 bits arrives here, already rounded.
    if (literal.find_first_of(".eE") == std::string::npos) return out_of_range();
    return scalar(value, number_length());
  }
  bool string(std::string& value) {
    Text text = string_token(value);
    builder_.scalar({text.span, std::move(text.content)});
    return true;
  }
  bool binary(nlohmann::json::binary_t&) { return false; }
  bool key(std::string& value) {
    Text text = string_token(value);
    builder_.key(std::move(text.content), text.span);
    return true;
  }
  bool start_object(std::size_t) { return keep(builder_.open({token(1), Object{}})); }
  bool start_array(std::size_t) { return keep(builder_.open({token(1), Array{}})); }
  bool end_object() { return keep(builder_.close(token(1).end)); }
  bool end_array() { return keep(builder_.close(token(1).end)); }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::json::exception& error);

  ReadResult<LocatedValue> finish();

 private:
  template <class Value>
  bool scalar(Value value, std::uint32_t length) {
    const Span span = token(length);
    builder_.scalar({span, value});
    return true;
  }

  void skip_between() {
    while (at_ < end_ && (is_json_space(bytes_[at_]) || bytes_[at_] == ',' || bytes_[at_] == ':')) {
      ++at_;
    }
  }
  Span token(std::uint32_t length) {
    skip_between();
    const std::uint32_t begin = at_;
    at_ += length;
    return {begin, at_};
  }
  std::uint32_t number_length() {
    skip_between();
    return number_end(bytes_.substr(0, end_), at_) - at_;
  }
  struct Text {
    Span span;
    std::string content;
  };
  /// The lexer saw the content of a string only when that has escapes.
  Text string_token(const std::string& decoded) {
    skip_between();
    const auto extent = json_string_extent(bytes_, at_ + 1, end_);
    const Span span = token(extent.end - at_);
    if (extent.escaped) return {span, decoded};
    return {span, std::string(bytes_.substr(span.begin + 1, span.end - span.begin - 2))};
  }

  bool keep(std::optional<ReadFault> fault) {
    fault_ = std::move(fault);
    return !fault_;
  }
  bool out_of_range() {
    return keep(ReadFault{Fault::number_out_of_range, token(number_length()),
                          std::string(kIntegerMessage)});
  }

  std::string_view bytes_;
  std::uint32_t at_;
  std::uint32_t end_;
  const JsonBytes& source_;
  TreeBuilder builder_;
  std::optional<ReadFault> fault_;
};

/// nlohmann's sentence without its prefix and without the "last read" bytes: those are content,
/// which no message may repeat.
std::string reason_of(std::string_view what) {
  if (const auto dash = what.find(" - "); dash != std::string_view::npos)
    what.remove_prefix(dash + 3);
  what = what.substr(0, what.find("; last read"));
  return "not valid JSON: " + std::string(what);
}

bool JsonEvents::parse_error(std::size_t position, const std::string&,
                             const nlohmann::json::exception& error) {
  if (error.id == kNumberOverflow) {
    return keep(
        ReadFault{Fault::number_out_of_range, token(number_length()), std::string(kNumberMessage)});
  }
  // The position counts what the lexer took, less what it put back and one more at the end of
  // input.
  const std::size_t taken = source_.delivered();
  if (position > taken) {
    return keep(
        ReadFault{Fault::syntax, {end_, end_}, "the document ends in the middle of a value"});
  }
  const std::uint32_t begin = source_.last() - static_cast<std::uint32_t>(taken - position);
  return keep(ReadFault{Fault::syntax, {begin, begin + 1}, reason_of(error.what())});
}

ReadResult<LocatedValue> JsonEvents::finish() {
  if (fault_) return tl::unexpected(*std::move(fault_));
  while (at_ < end_ && is_json_space(bytes_[at_])) ++at_;
  if (at_ == end_) return builder_.take_root();
  return tl::unexpected(
      ReadFault{Fault::trailing_bytes, {at_, end_}, "there is more text after the JSON value"});
}

bool is_blank(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_json_space);
}

ReadResult<LocatedValue> parse(std::string_view bytes, Span range) {
  JsonBytes source(bytes, range);
  JsonEvents events(bytes, range, source);
  // Not strict: what follows the value is ours to judge, by its own fault.
  nlohmann::json::sax_parse(JsonByteIterator(source), JsonByteIterator(), &events,
                            nlohmann::json::input_format_t::json, false);
  return events.finish();
}

}  // namespace

ReadResult<LocatedValue> read_json(std::string_view bytes) {
  if (auto fault = check_text(bytes)) return tl::unexpected(*std::move(fault));
  if (is_blank(bytes)) {
    return tl::unexpected(ReadFault{Fault::empty, {0, size_of(bytes)}, "the document is empty"});
  }
  return parse(bytes, {0, size_of(bytes)});
}

ReadResult<std::vector<LocatedValue>> read_json_lines(std::string_view bytes) {
  if (auto fault = check_text(bytes)) return tl::unexpected(*std::move(fault));
  if (bytes.empty()) return tl::unexpected(ReadFault{Fault::empty, {}, "the document is empty"});
  std::vector<LocatedValue> values;
  for (std::size_t begin = 0; begin < bytes.size();) {
    const std::size_t end = bytes.find('\n', begin);
    const Span line{static_cast<std::uint32_t>(begin),
                    static_cast<std::uint32_t>(std::min(end, bytes.size()))};
    if (end == std::string_view::npos) {
      return tl::unexpected(
          ReadFault{Fault::syntax, line, "the last line does not end in a line feed"});
    }
    if (is_blank(bytes.substr(begin, end - begin))) {
      return tl::unexpected(
          ReadFault{Fault::empty, line, "a blank line stands where a JSON value must"});
    }
    auto value = parse(bytes, line);
    if (!value) return tl::unexpected(std::move(value).error());
    values.push_back(*std::move(value));
    begin = end + 1;
  }
  return values;
}

}  // namespace mig::document
