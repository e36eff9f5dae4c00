#include "mig/app/runner/capture_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <memory>

#include "mig/app/console.hpp"
#include "mig/app/given_time.hpp"
#include "mig/app/policy_choice.hpp"
#include "mig/app/runner/target_options.hpp"
#include "mig/app/targets.hpp"
#include "mig/io/root.hpp"
#include "mig/postgres/capture.hpp"
#include "mig/postgres/stop.hpp"
#include "mig/report/baseline_file.hpp"

namespace mig::app {
namespace {

struct CaptureFlags {
  TargetOptions target;
  std::string output;
  std::string phase;  ///< empty: as the file is called
  std::string now;
  Options common;  ///< root and policy, as the gates have them
};

Result<contract::Policy> policy_of(CaptureFlags& flags) {
  const auto folder = std::filesystem::path(flags.output).parent_path();
  flags.common.paths = {folder.empty() ? "." : folder.string()};
  auto root = find_root(flags.common);
  if (!root) return tl::unexpected(root.error());
  auto opened = io::Root::open(*root);
  if (!opened) return tl::unexpected(opened.error());
  return usable_policy(flags.common, *opened);
}

Result<int> capture_into_file(CaptureFlags& flags) {
  auto target = chosen_target(flags.target);
  if (!target) return tl::unexpected(target.error());
  auto now = given_time(flags.now);
  if (!now) return tl::unexpected(now.error());
  auto policy = policy_of(flags);
  if (!policy) return tl::unexpected(policy.error());
  postgres::watch_stop_signals();
  postgres::ConnectionOptions how;
  how.application = "mig-run capture";
  how.statement_timeout = std::chrono::minutes(5);
  auto connection = postgres::Connection::open(std::move(*target), how);
  if (!connection) return tl::unexpected(connection.error());
  postgres::CaptureOptions options;
  options.phase = flags.phase;
  if (flags.phase.empty()) {
    const bool is_post = std::filesystem::path(flags.output).filename() == "post.json";
    options.phase = is_post ? "post" : "pre";
  }
  options.captured_at = std::move(*now);
  options.protected_domains = policy->protected_domains;
  auto baseline = postgres::capture(*connection, options);
  if (!baseline) return tl::unexpected(baseline.error());
  connection->close();
  if (flags.now.empty()) baseline->captured_at.value = clock_now();
  const auto text = report::baseline_as_json(*baseline);
  if (text.size() > policy->file_limits.inventory_bytes) {
    return failure(ErrorKind::no_verdict,
                   fmt::format("the baseline would take {} bytes, and no gate reads more than {}",
                               text.size(), policy->file_limits.inventory_bytes),
                   {}, "raise file_limits.inventory_bytes in the policy");
  }
  if (auto written = io::write_file_atomically(flags.output, text); !written)
    return tl::unexpected(written.error());
  auto told = print(fmt::format("wrote {}: {} objects, {}\n", flags.output,
                                baseline->objects.size(), baseline->schema_fingerprint.value));
  if (!told) return tl::unexpected(told.error());
  return 0;
}

}  // namespace

Action declare_capture(CLI::App& app) {
  auto flags = std::make_shared<CaptureFlags>();
  declare_target(app, flags->target);
  app.add_option("-o,--output", flags->output, "file to write, such as baselines/pre.json")
      ->required();
  app.add_option("--phase", flags->phase,
                 "before (pre) or after (post) the forward change (default: post for a "
                 "file called post.json, else pre)")
      ->check(CLI::IsMember({"pre", "post"}));
  app.add_option("--root", flags->common.root, "repository root (default: the git top level)");
  app.add_option("--policy", flags->common.policy, "policy file (default: <root>/.mig/policy.yml)");
  app.add_option("--now", flags->now, "the time of the capture, RFC 3339 (default: the clock)");
  return [flags] { return capture_into_file(*flags); };
}

}  // namespace mig::app
