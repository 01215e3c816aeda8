using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace TaskDbLinq;

/// <summary>
/// Has MVC bind a type by <see cref="QuestionModelBinder"/>, and describe no parameter for it: <see cref="FindDescription"/> does.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class QuestionBinderAttribute() : ModelBinderAttribute(typeof(QuestionModelBinder))
{
    public override BindingSource? BindingSource => BindingSource.Special;
}
