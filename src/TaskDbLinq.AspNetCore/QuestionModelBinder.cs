using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace TaskDbLinq;

/// <summary>Binds <see cref="FindRequest"/> and <see cref="FilterRequest"/> in controllers, as minimal APIs bind them.</summary>
internal sealed class QuestionModelBinder : IModelBinder
{
    public async Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var context = bindingContext.HttpContext;
        object model = bindingContext.ModelType == typeof(FindRequest)
            ? await FindRequest.BindAsync(context).ConfigureAwait(false)
            : await FilterRequest.BindAsync(context).ConfigureAwait(false);

        // It is checked already, and MVC would walk through all of its parts.
        bindingContext.ValidationState.Add(model, new ValidationStateEntry { SuppressValidation = true });
        bindingContext.Result = ModelBindingResult.Success(model);
    }
}
