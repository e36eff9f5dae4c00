#include "mig/pattern/pattern.hpp"

#include <re2/re2.h>

namespace mig::pattern {
namespace {

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

re2::RE2::Options quiet_options() {
  re2::RE2::Options options;
  // RE2 writes its own lines to standard error otherwise.
  options.set_log_errors(false);
  return options;
}

}  // namespace

struct Pattern::Compiled {
  explicit Compiled(std::string_view expression) : regex(piece(expression), quiet_options()) {}
  re2::RE2 regex;
};

Pattern::Pattern(std::unique_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

Result<Pattern> Pattern::compile(std::string_view expression) {
  auto compiled = std::make_unique<const Compiled>(expression);
  if (!compiled->regex.ok()) {
    return failure(ErrorKind::configuration,
                   "invalid regular expression: " + compiled->regex.error(), std::nullopt,
                   "Write the expression in RE2 syntax (no look-around, no back-references).");
  }
  return Pattern(std::move(compiled));
}

bool Pattern::search(std::string_view text) const {
  return re2::RE2::PartialMatch(piece(text), compiled_->regex);
}

bool Pattern::matches(std::string_view text) const {
  return re2::RE2::FullMatch(piece(text), compiled_->regex);
}

}  // namespace mig::pattern
