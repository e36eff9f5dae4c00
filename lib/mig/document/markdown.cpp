#include <cmark-gfm.h>

#include <memory>
#include <string>
#include <string_view>

#include "mig/document/markdown_lines.hpp"
#include "mig/document/reader.hpp"
#include "mig/document/text_check.hpp"
#include "mig/document/yaml.hpp"

namespace mig::document {
namespace {

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeWalk {
  void operator()(cmark_iter* walk) const { cmark_iter_free(walk); }
};

bool is_text_block(cmark_node_type type) {
  return type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING;
}

/// Plain text of a node and everything below it. Code blocks and HTML have none; a paragraph ends
/// in a line feed, so that the texts of two blocks never run together.
std::string plain_text(cmark_node* node) {
  std::string text;
  const std::unique_ptr<cmark_iter, FreeWalk> walk(cmark_iter_new(node));
  for (auto event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(walk.get())) {
    cmark_node* current = cmark_iter_get_node(walk.get());
    const cmark_node_type type = cmark_node_get_type(current);
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) {
      text += cmark_node_get_literal(current);
    } else if (type == CMARK_NODE_SOFTBREAK) {
      text += ' ';
    } else if (type == CMARK_NODE_LINEBREAK || (event == CMARK_EVENT_EXIT && is_text_block(type))) {
      text += '\n';
    }
  }
  return text;
}

/// Raw HTML at a node and below it. A template's `<name of the operator>` is HTML to Markdown, so
/// it is no part of the prose; that it was left unwritten has to be seen all the same.
std::string raw_html(cmark_node* node) {
  std::string html;
  const std::unique_ptr<cmark_iter, FreeWalk> walk(cmark_iter_new(node));
  for (auto event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(walk.get())) {
    cmark_node* current = cmark_iter_get_node(walk.get());
    const cmark_node_type type = cmark_node_get_type(current);
    if (type != CMARK_NODE_HTML_INLINE && type != CMARK_NODE_HTML_BLOCK) continue;
    const std::string_view literal = cmark_node_get_literal(current);
    if (!literal.starts_with("<!--")) html.append(literal).append("\n");
  }
  return html;
}

void trim_end(std::string& text) {
  text.erase(text.find_last_not_of(" \t\r\n") + 1);
}

std::string trimmed_text(cmark_node* node) {
  std::string text = plain_text(node);
  trim_end(text);
  return text;
}

class SectionCollector {
 public:
  SectionCollector(std::string_view bytes, std::uint32_t body)
      : bytes_(bytes), lines_(bytes, body) {
    current_.heading_span = {body, body};
    current_.body_span = {body, body};
  }

  void add(cmark_node* block);
  std::vector<Section> finish();

 private:
  Span span_of(cmark_node* node, int last_line) const {
    return lines_.span(cmark_node_get_start_line(node), cmark_node_get_start_column(node),
                       last_line);
  }
  int last_line_of_heading(cmark_node* heading) const;
  void close(std::uint32_t end);

  std::string_view bytes_;
  MarkdownLines lines_;
  Section current_;
  std::vector<Section> sections_;
};

/// cmark ends an underlined heading at the line on which it noticed, which is the one below the
/// underline unless the text ends there.
int SectionCollector::last_line_of_heading(cmark_node* heading) const {
  const int noticed = cmark_node_get_end_line(heading);
  const bool one_late =
      noticed - 1 > cmark_node_get_start_line(heading) && lines_.is_underline(noticed - 1);
  return one_late ? noticed - 1 : noticed;
}

void SectionCollector::add(cmark_node* block) {
  const cmark_node_type type = cmark_node_get_type(block);
  if (type == CMARK_NODE_HEADING) {
    close(lines_.start(cmark_node_get_start_line(block)));
    current_ = {};
    current_.heading = trimmed_text(block);
    current_.level = cmark_node_get_heading_level(block);
    const int last_line = last_line_of_heading(block);
    current_.heading_span = span_of(block, last_line);
    current_.body_span.begin = lines_.start(last_line + 1);
    return;
  }
  current_.prose += plain_text(block);
  current_.html += raw_html(block);
  if (type != CMARK_NODE_LIST) return;
  for (cmark_node* item = cmark_node_first_child(block); item; item = cmark_node_next(item)) {
    current_.list_items.push_back(trimmed_text(item));
    current_.list_item_spans.push_back(span_of(item, cmark_node_get_end_line(item)));
  }
}

/// The text before the first heading counts only when there is some.
void SectionCollector::close(std::uint32_t end) {
  const std::uint32_t begin = current_.body_span.begin;
  current_.body_span.end = end;
  current_.body = bytes_.substr(begin, end - begin);
  trim_end(current_.prose);
  const bool blank = current_.body.find_first_not_of(" \t\r\n") == std::string::npos;
  if (current_.level != 0 || !blank) sections_.push_back(std::move(current_));
}

std::vector<Section> SectionCollector::finish() {
  close(size_of(bytes_));
  return std::move(sections_);
}

std::vector<Section> sections_of(std::string_view bytes, std::uint32_t body) {
  const std::string_view text = bytes.substr(body);
  const std::unique_ptr<cmark_node, FreeNode> root(
      cmark_parse_document(text.data(), text.size(), CMARK_OPT_DEFAULT));
  SectionCollector collector(bytes, body);
  for (cmark_node* block = cmark_node_first_child(root.get()); block;
       block = cmark_node_next(block)) {
    collector.add(block);
  }
  return collector.finish();
}

}  // namespace

ReadResult<Markdown> read_markdown(std::string_view bytes) {
  if (auto fault = check_text(bytes)) return tl::unexpected(*std::move(fault));
  if (bytes.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return tl::unexpected(ReadFault{Fault::empty, {0, size_of(bytes)}, "the document is empty"});
  }
  const auto parts = split_front_matter(bytes);
  if (!parts) return tl::unexpected(parts.error());
  if (auto fault = check_container_depth(bytes, parts->body)) {
    return tl::unexpected(*std::move(fault));
  }
  Markdown document;
  if (parts->yaml) {
    auto front_matter = read_yaml_within(bytes, *parts->yaml);
    if (!front_matter) return tl::unexpected(std::move(front_matter).error());
    document.front_matter = *std::move(front_matter);
  }
  document.sections = sections_of(bytes, parts->body);
  return document;
}

}  // namespace mig::document
