#include "mig/app/work_options.hpp"

#include <algorithm>
#include <thread>

namespace mig::app {

void declare_threads(CLI::App& app, unsigned& threads, const std::string& help) {
  constexpr unsigned kMaxThreads = 256;
  app.add_option("--threads", threads, help)->check(CLI::Range(1U, kMaxThreads));
}

void declare_work(CLI::App& app, WorkFlags& flags, const std::string& threads_help) {
  declare_threads(app, flags.threads, threads_help);
  app.add_option("--color", flags.color, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}));
}

void give_work_meaning(const WorkFlags& flags, Options& options) {
  options.threads = flags.threads != 0 ? flags.threads : cores();
  if (flags.color != "auto") {
    options.color = flags.color == "always" ? ColorChoice::always : ColorChoice::never;
  }
}

unsigned cores() {
  return std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace mig::app
