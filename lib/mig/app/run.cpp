#include "mig/app/run.hpp"

#include <fmt/format.h>

#include <exception>
#include <utility>

#include "mig/app/change_command.hpp"
#include "mig/app/console.hpp"
#include "mig/app/end_of_run.hpp"
#include "mig/app/options.hpp"
#include "mig/app/pipeline.hpp"
#include "mig/app/rule_help.hpp"
#include "mig/app/shard/judge_shard.hpp"
#include "mig/app/tool_commands.hpp"
#include "mig/app/unnamed_targets.hpp"
#include "mig/bundle/redaction.hpp"
#include "mig/io/root.hpp"

namespace mig::app {
namespace {

Result<std::string> text_to_print(const Tool& tool, const Options& options) {
  if (options.explain) return explain_rule(*options.explain);
  if (options.list_rules) return list_rules(tool);
  auto policy = policy_in_force(options);
  if (!policy) return tl::unexpected(policy.error());
  const auto text = contract::policy_as_yaml(*policy);
  bundle::Redactor redactor;
  redactor.add_text(policy->source, text);
  return fmt::format("# {} {}\n{}", policy->source, policy->digest, redactor.cleaned(text));
}

int run_change_command_options(const Tool& tool, const Options& options) {
  auto answer = run_change_command(tool, options);
  if (!answer) return fail_with(tool.name, answer.error());
  for (const auto& error : answer->errors) fail_with(tool.name, error);
  const bool to_file = !options.outputs.empty() && !options.outputs.front().path.empty();
  auto written = to_file ? io::write_file_atomically(options.outputs.front().path, answer->text)
                         : print(answer->text);
  if (!written) return fail_with(tool.name, written.error());
  return answer->errors.empty() ? 0 : kExitNoVerdict;
}

int judge_migrations_roots(const Tool& tool, const Options& options) {
  auto roots = migrations_roots_of(options);
  if (!roots) return end_run(tool, options, tl::unexpected(roots.error()));
  auto judged = judge(tool, roots->options);
  if (judged) judged->notices.insert(judged->notices.begin(), std::move(roots->notice));
  return end_run(tool, roots->options, std::move(judged));
}

int run_options(const Tool& tool, const Options& options) {
  if (options.explain || options.list_rules || options.print_policy) {
    auto text = text_to_print(tool, options);
    if (!text) return fail_with(tool.name, text.error());
    if (auto printed = print(*text); !printed) return fail_with(tool.name, printed.error());
    return 0;
  }
  if (options.command.any()) return run_change_command_options(tool, options);
  if (means_migrations_roots(tool, options)) return judge_migrations_roots(tool, options);
  auto judged = options.shard ? judge_shard(tool, options) : judge(tool, options);
  if (!judged && judged.error().kind != ErrorKind::usage && !options.paths.empty()) {
    const auto command = nearest_command(tool.name, options.paths.front());
    if (!command.empty()) {
      judged.error().remedy += fmt::format("; did you mean {} {}?", tool.name, command);
    }
  }
  return end_run(tool, options, std::move(judged));
}

}  // namespace

int run_tool(std::string_view name, int argc, char** argv) {
  if (argc > 1 && is_command(name, argv[1]))
    return run_commands(*commands_of_tool(name), argc, argv);
  take_failed_writes_as_errors();
  try {
    const Tool* tool = find_tool(name);
    if (tool == nullptr) return kExitNoVerdict;
    const auto parsed = parse_command_line(*tool, argc, argv);
    if (parsed.options) return run_options(*tool, *parsed.options);
    complain(parsed.standard_error);
    if (auto printed = print(parsed.standard_output); !printed) return kExitNoVerdict;
    return parsed.exit_code;
  } catch (const std::exception& problem) {
    complain(fmt::format("{}: no verdict: {}\n", name, problem.what()));
    return kExitNoVerdict;
  }
}

}  // namespace mig::app
