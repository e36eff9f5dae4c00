#pragma once

#include <string>
#include <string_view>

#include "mig/base/finding.hpp"

namespace mig::report {

enum class Style { plain, bold, dim, gutter, fail, review, info, pass };

/// Paints with ANSI colours, or leaves everything as it is.
class Palette {
 public:
  explicit Palette(bool color) : color_(color) {}

  std::string paint(Style style, std::string_view text) const {
    if (!color_ || style == Style::plain || text.empty()) return std::string(text);
    return std::string(code_of(style)).append(text).append("\x1b[0m");
  }

  static Style style_of(Severity severity) {
    switch (severity) {
      case Severity::info:
        return Style::info;
      case Severity::review:
        return Style::review;
      case Severity::fail:
        return Style::fail;
    }
    return Style::fail;
  }

 private:
  static std::string_view code_of(Style style) {
    switch (style) {
      case Style::plain:
        return "";
      case Style::bold:
        return "\x1b[1m";
      case Style::dim:
        return "\x1b[2m";
      case Style::gutter:
        return "\x1b[1;34m";
      case Style::fail:
        return "\x1b[1;31m";
      case Style::review:
        return "\x1b[1;33m";
      case Style::info:
        return "\x1b[1;36m";
      case Style::pass:
        return "\x1b[1;32m";
    }
    return "";
  }

  bool color_;
};

}  // namespace mig::report
