#include "mig/schema/schema.hpp"

#include <algorithm>

#include "mig/schema/compiler.hpp"
#include "mig/schema/validator.hpp"

namespace mig::schema {

struct Schema::Compiled {
  Program program;
};

Schema::Schema(std::unique_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
Schema::Schema(Schema&&) noexcept = default;
Schema& Schema::operator=(Schema&&) noexcept = default;
Schema::~Schema() = default;

Result<Schema> Schema::compile(const SchemaDocument& root,
                               const std::vector<SchemaDocument>& others) {
  Registry registry;
  const auto add = [&registry](const SchemaDocument& document, const std::string& label) {
    return document.value == nullptr ? std::optional<std::string>("a schema has no value")
                                     : registry.add(document, label);
  };
  auto fault = add(root, {});
  for (const SchemaDocument& other : others) {
    if (!fault && other.value != root.value) fault = add(other, other.id);
  }
  if (fault) return failure(ErrorKind::configuration, "schema: " + *fault);
  auto program = Compiler(registry).compile(Registry::document_place(root, {}));
  if (!program) return tl::unexpected<Error>(program.error());
  return Schema(std::make_unique<const Compiled>(Compiled{std::move(*program)}));
}

namespace {

Violation too_complex(const document::LocatedValue& value) {
  Violation violation;
  violation.span = head_of(value, Place{});
  violation.message = "the document is too complex to check against its schema";
  return violation;
}

// Two schemas may say the same of one value, such as the two branches of an allOf.
bool same_words(const Violation& left, const Violation& right) {
  return left.instance_path == right.instance_path && left.message == right.message;
}

std::vector<Violation> in_document_order(std::vector<Found> found) {
  std::stable_sort(found.begin(), found.end(), [](const Found& left, const Found& right) {
    return left.violation.span < right.violation.span;
  });
  std::vector<Violation> violations;
  for (Found& entry : found) {
    bool again = false;
    for (auto earlier = violations.rbegin(); !again && earlier != violations.rend(); ++earlier) {
      if (earlier->span != entry.violation.span) break;
      again = same_words(*earlier, entry.violation);
    }
    if (!again) violations.push_back(std::move(entry.violation));
  }
  return violations;
}

}  // namespace

std::vector<Violation> Schema::validate(const document::LocatedValue& value,
                                        std::size_t limit) const {
  const Program& program = compiled_->program;
  Validator first(program, value);
  const bool fits = first.check(program.root, value, Place{}, nullptr);
  if (first.gave_up()) return {too_complex(value)};
  if (fits) return {};

  // More than asked for, because the first found need not be the first in the document. Never none:
  // an empty answer means that the value fits.
  constexpr std::size_t kAtLeast = 1000;
  const std::size_t wanted = std::max<std::size_t>(limit, 1);
  Sink sink(std::max(kAtLeast, wanted));
  Validator second(program, value);
  second.check(program.root, value, Place{}, &sink);
  std::vector<Violation> violations = in_document_order(std::move(sink.found()));
  if (second.gave_up() || violations.empty()) return {too_complex(value)};
  if (violations.size() > wanted) violations.resize(wanted);
  for (Violation& violation : violations) {
    if (!violation.description.empty()) continue;
    const bool missing = violation.kind == ViolationKind::missing_field;
    const std::string dot = violation.instance_path.empty() ? "" : ".";
    violation.description =
        describe(violation.instance_path +
                 (missing && !violation.property.empty() ? dot + violation.property : ""));
  }
  return violations;
}

std::string Schema::describe(std::string_view dotted_path) const {
  return describe_member(compiled_->program, dotted_path);
}

}  // namespace mig::schema
