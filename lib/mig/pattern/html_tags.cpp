#include "mig/pattern/html_tags.hpp"

#include <set>

namespace mig::pattern {
namespace {

using Names = std::set<std::string_view>;

const Names& tags() {
  static const Names names{
      "a",      "abbr",    "b",       "bdi", "bdo",   "blockquote", "br",    "cite",       "dd",
      "del",    "details", "dfn",     "div", "dl",    "dt",         "em",    "figcaption", "figure",
      "h1",     "h2",      "h3",      "h4",  "h5",    "h6",         "hr",    "i",          "iframe",
      "img",    "ins",     "kbd",     "li",  "nav",   "ol",         "p",     "pre",        "q",
      "rp",     "rt",      "ruby",    "s",   "samp",  "script",     "small", "span",       "strike",
      "strong", "sub",     "summary", "sup", "tbody", "td",         "tfoot", "th",         "thead",
      "tr",     "tt",      "u",       "ul",  "var",   "video",      "wbr"};
  return names;
}

const Names& tags_that_are_words() {
  static const Names names{"address", "article", "body",   "button", "caption", "code",   "data",
                           "footer",  "form",    "header", "label",  "mark",    "object", "section",
                           "source",  "style",   "table",  "time",   "title"};
  return names;
}

}  // namespace

bool ClosedTags::is_html(const std::string& name) {
  if (tags().contains(name)) return true;
  if (!tags_that_are_words().contains(name)) return false;
  const auto known = closed_.find(name);
  if (known != closed_.end()) return known->second;
  const bool closed = text_.find("</" + name) != text_.npos;
  closed_.emplace(name, closed);
  return closed;
}

}  // namespace mig::pattern
