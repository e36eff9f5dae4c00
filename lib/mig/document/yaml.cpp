#include "mig/document/yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "mig/document/text_check.hpp"
#include "mig/document/tree_builder.hpp"
#include "mig/document/yaml_error.hpp"
#include "mig/document/yaml_scalar.hpp"
#include "mig/document/yaml_source.hpp"

namespace mig::document {
namespace {

using Inside = YamlSource::Inside;

[[noreturn]] void stop(Fault fault, Span span, std::string message) {
  throw YamlStop(ReadFault{fault, span, std::move(message)});
}

ReadFault alias_fault(Span span) {
  return {Fault::anchor_or_alias, span,
          "YAML aliases are not accepted; quote the text when it is meant to begin with '*'"};
}

/// Turns yaml-cpp's events into located values and refuses what strict reading forbids.
class YamlEvents final : public YAML::EventHandler {
 public:
  YamlEvents(std::string_view bytes, Span range)
      : base_(range.begin), source_(bytes, range), builder_(bytes) {}

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { end(']'); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { end('}'); }
  void OnAnchor(const YAML::Mark& mark, const std::string& name) override;

  LocatedValue finish();

 private:
  struct Container {
    int column = 0;
    bool flow = false;       ///< inside brackets, be they its own or those of a container around it
    bool bracketed = false;  ///< has brackets of its own
  };

  std::uint32_t offset(const YAML::Mark& mark) const {
    return base_ + static_cast<std::uint32_t>(mark.pos);
  }
  Inside inside() const {
    if (!builder_.has_root()) return Inside::document_start;
    return !open_.empty() && open_.back().flow ? Inside::flow : Inside::block;
  }
  void begin_node(const YAML::Mark& mark, const std::string& tag);
  bool begins_key(const YAML::Mark& mark);
  void open(const YAML::Mark& mark, LocatedValue container, bool bracketed);
  void end(char bracket);
  void key(std::string text, Span span, bool plain);
  bool is_written_null(const YAML::Mark& mark) const;
  void empty_value();

  std::uint32_t base_;
  YamlSource source_;
  TreeBuilder builder_;
  std::vector<Container> open_;
  bool started_ = false;
  int levels_in_key_ = 0;  ///< open containers of a key, whose events are passed over
  std::uint32_t key_begin_ = 0;
};

void YamlEvents::OnDocumentStart(const YAML::Mark&) {
  if (!started_) {
    started_ = true;
    return;
  }
  source_.skip_trivia(Inside::block);
  const std::uint32_t at = source_.at();
  if (source_.is_document_marker(at)) {
    stop(Fault::multiple_documents, {at, at + 3}, "only one YAML document is accepted per file");
  }
  source_.expect_end();
}

void YamlEvents::OnAnchor(const YAML::Mark& mark, const std::string&) {
  const std::uint32_t begin = offset(mark);
  stop(Fault::anchor_or_alias, {begin, source_.word_end(begin)}, "YAML anchors are not accepted");
}

void YamlEvents::OnAlias(const YAML::Mark& mark, YAML::anchor_t) {
  const std::uint32_t begin = offset(mark);
  throw YamlStop(alias_fault({begin, source_.word_end(begin)}));
}

/// The mark of a node with a tag is that of the tag, so the byte there tells `! text` from "text",
/// which carry the same tag.
void YamlEvents::begin_node(const YAML::Mark& mark, const std::string& tag) {
  const std::uint32_t begin = offset(mark);
  if (source_.byte(begin) == '!' || (tag != "?" && tag != "!")) {
    stop(Fault::custom_tag, {begin, source_.word_end(begin)},
         "explicit YAML tags are not accepted");
  }
  source_.skip_to_token(begin, inside());
  const bool in_block = !open_.empty() && !open_.back().flow;
  if (!in_block || builder_.wants_key() || mark.column > open_.back().column) return;
  // Only a list may stand as far left as the mapping that it is a value of.
  if (source_.byte(begin) == '-' && !builder_.in_array() && mark.column == open_.back().column) {
    return;
  }
  stop(Fault::syntax, {begin, source_.word_end(begin + 1)},
       "a value must be indented below its key");
}

void YamlEvents::key(std::string text, Span span, bool plain) {
  if (plain && text == "<<") {
    stop(Fault::anchor_or_alias, span, "YAML merge keys are not accepted");
  }
  builder_.key(std::move(text), span);
}

void YamlEvents::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                          const std::string& value) {
  if (levels_in_key_ > 0) return;
  begin_node(mark, tag);
  const Span span{source_.at(), source_.scalar_end(value)};
  source_.move_to(span.end);
  const bool plain = tag == "?";
  // yaml-cpp expands \N and \_ to one byte that is no UTF-8.
  if (find_invalid_utf8(value) != std::string::npos) {
    stop(Fault::syntax, span, "the escapes \\N and \\_ are not accepted; use \\u0085 and \\u00a0");
  }
  if (builder_.wants_key()) return key(value, span, plain);
  if (!plain) return builder_.scalar({span, value});
  auto resolved = resolve_plain(value, span);
  if (!resolved) throw YamlStop(std::move(resolved).error());
  builder_.scalar(*std::move(resolved));
}

/// An absent value is reported at the token after it, which may itself be the word `null`.
bool YamlEvents::is_written_null(const YAML::Mark& mark) const {
  const std::uint32_t begin = offset(mark);
  if (begin < source_.at()) return false;
  const bool tilde = source_.byte(begin) == '~';
  const std::uint32_t end = std::min(begin + (tilde ? 1U : 4U), source_.end());
  if (!is_null_word(source_.text({begin, end}))) return false;
  return builder_.wants_key() || open_.empty() || open_.back().flow ||
         mark.column > open_.back().column;
}

void YamlEvents::OnNull(const YAML::Mark& mark, YAML::anchor_t) {
  if (levels_in_key_ > 0) return;
  if (!is_written_null(mark)) return empty_value();
  const std::uint32_t begin = offset(mark);
  source_.skip_to_token(begin, inside());
  const Span span{begin, begin + (source_.byte(begin) == '~' ? 1U : 4U)};
  source_.move_to(span.end);
  if (builder_.wants_key()) return key(std::string(source_.text(span)), span, true);
  builder_.scalar({span, nullptr});
}

/// A value that is not there: an empty span after its `:` or `-`.
void YamlEvents::empty_value() {
  const std::uint32_t before = source_.at();
  const Span here{before, before};
  if (open_.empty()) stop(Fault::empty, here, "the document holds no value");
  if (builder_.wants_key()) stop(Fault::syntax, here, "a key is missing");
  const bool in_array = builder_.in_array();
  if (in_array && open_.back().flow) stop(Fault::syntax, here, "a value is missing in the list");
  source_.skip_trivia(inside());
  if (source_.byte(source_.at()) == (in_array ? '-' : ':')) {
    source_.move_to(source_.at() + 1);
  } else if (open_.back().flow) {
    source_.move_to(before);
  } else {
    // yaml-cpp takes a last line without ':' for a key; it is a cut file.
    stop(Fault::syntax, here, "a ':' is missing after the key");
  }
  builder_.scalar({Span{source_.at(), source_.at()}, nullptr});
}

/// A container that is a key is refused where it ends and not where it begins: yaml-cpp reports an
/// unclosed bracket, too, as the beginning of a key.
bool YamlEvents::begins_key(const YAML::Mark& mark) {
  if (levels_in_key_ == 0 && !builder_.wants_key()) return false;
  if (levels_in_key_ == 0) key_begin_ = offset(mark);
  // yaml-cpp may announce two levels for each bracket.
  if (++levels_in_key_ > 2 * kMaxDepth) {
    throw YamlStop(too_deep({key_begin_, key_begin_ + 1}));
  }
  return true;
}

void YamlEvents::open(const YAML::Mark& mark, LocatedValue container, bool bracketed) {
  if (bracketed) source_.move_to(source_.at() + 1);
  open_.push_back({mark.column, bracketed || inside() == Inside::flow, bracketed});
  if (auto fault = builder_.open(std::move(container))) throw YamlStop(*std::move(fault));
}

void YamlEvents::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                                 YAML::EmitterStyle::value style) {
  if (begins_key(mark)) return;
  begin_node(mark, tag);
  open(mark, {Span{source_.at(), source_.at() + 1}, Array{}}, style == YAML::EmitterStyle::Flow);
}

/// A pair in a list, as in `[a: b]`, is a flow mapping without brackets.
void YamlEvents::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                            YAML::EmitterStyle::value style) {
  if (begins_key(mark)) return;
  begin_node(mark, tag);
  const bool bracketed = style == YAML::EmitterStyle::Flow && source_.byte(source_.at()) == '{';
  open(mark, {Span{source_.at(), source_.at() + 1}, Object{}}, bracketed);
}

void YamlEvents::end(char bracket) {
  if (levels_in_key_ > 0) {
    if (--levels_in_key_ > 0) return;
    stop(Fault::non_string_key, {key_begin_, key_begin_ + 1},
         "a mapping or a sequence cannot be a key");
  }
  const std::uint32_t after =
      open_.back().bracketed ? source_.skip_past_bracket(bracket) : source_.at();
  open_.pop_back();
  if (auto fault = builder_.close(after)) throw YamlStop(*std::move(fault));
}

LocatedValue YamlEvents::finish() {
  source_.expect_end();
  return builder_.take_root();
}

ReadFault fault_of(const YAML::Exception& error, std::string_view bytes, Span range) {
  if (const auto* ours = dynamic_cast<const YamlStop*>(&error)) return ours->fault();
  const YamlSource source(bytes, range);
  const std::uint32_t wanted =
      error.mark.is_null() ? range.end : range.begin + static_cast<std::uint32_t>(error.mark.pos);
  const std::uint32_t at = std::min(wanted, range.end);
  // An alias to nothing never reaches OnAlias.
  if (source.byte(at) == '*' && source.word_end(at) > at + 1) {
    return alias_fault({at, source.word_end(at)});
  }
  return {Fault::syntax, {at, std::min(at + 1, range.end)}, describe_yaml_error(error.msg)};
}

LocatedValue parse(std::string_view bytes, Span range) {
  YamlSource start(bytes, range);
  start.skip_trivia(Inside::document_start);
  if (start.at() == range.end) stop(Fault::empty, range, "the YAML document is empty");
  // The parser consumes directives before the first event.
  if (start.byte(start.at()) == '%') start.expect_end();

  std::istringstream stream(std::string(bytes.substr(range.begin, range.end - range.begin)));
  YAML::Parser parser(stream);
  YamlEvents events(bytes, range);
  while (parser.HandleNextDocument(events)) {
  }
  return events.finish();
}

}  // namespace

ReadResult<LocatedValue> read_yaml_within(std::string_view bytes, Span range) {
  if (auto fault = check_yaml_characters(bytes, range)) return tl::unexpected(*std::move(fault));
  try {
    return parse(bytes, range);
  } catch (const YAML::Exception& error) {
    return tl::unexpected(fault_of(error, bytes, range));
  }
}

ReadResult<LocatedValue> read_yaml(std::string_view bytes) {
  if (auto fault = check_text(bytes)) return tl::unexpected(*std::move(fault));
  return read_yaml_within(bytes, {0, size_of(bytes)});
}

}  // namespace mig::document
