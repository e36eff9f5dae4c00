#include "mig/app/progress_line.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>
#include <utility>

#include "mig/app/ci_system.hpp"
#include "mig/io/root.hpp"

namespace mig::app {
namespace {

using Clock = std::chrono::steady_clock;

// A script of many thousand short statements would spend its time on drawing.
constexpr std::chrono::milliseconds kBetweenDrawings{100};

void write_to_terminal(const std::string& text) {
  static_cast<void>(io::write_all(STDERR_FILENO, text));
}

}  // namespace

bool is_progress_watched() {
  if (::isatty(STDERR_FILENO) != 1 || !ci_system().empty()) return false;
  const char* terminal = std::getenv("TERM");
  return terminal != nullptr && *terminal != '\0' && std::string_view(terminal) != "dumb";
}

ProgressLine::ProgressLine(std::string program) : program_(std::move(program)) {}

ProgressLine::~ProgressLine() {
  clear();
}

void ProgressLine::draw(const std::string& text) {
  drawn_ = Clock::now();
  is_drawn_ = true;
  write_to_terminal(fmt::format("\r\x1b[K{}: {}", program_, text));
}

void ProgressLine::refresh(const std::string& text) {
  if (Clock::now() - drawn_ >= kBetweenDrawings) draw(text);
}

void ProgressLine::clear() {
  if (!is_drawn_) return;
  write_to_terminal("\r\x1b[K");
  is_drawn_ = false;
}

}  // namespace mig::app
