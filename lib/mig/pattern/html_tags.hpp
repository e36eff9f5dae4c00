#pragma once

#include <map>
#include <string>
#include <string_view>

namespace mig::pattern {

/// Tells HTML tags in one text from placeholders of the same look. A name that is also an everyday
/// word (`<table>`, `<title>`) is a tag only where the text closes it.
class ClosedTags {
 public:
  explicit ClosedTags(std::string_view text) : text_(text) {}

  /// `name` is in lower case and stands between `<` and `>`, without attributes.
  bool is_html(const std::string& name);

 private:
  std::string_view text_;
  // Kept so that a text full of one tag is searched once for its end.
  std::map<std::string, bool, std::less<>> closed_;
};

}  // namespace mig::pattern
